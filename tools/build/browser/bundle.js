import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../bundle.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const BUFFER = join(root, 'tools/build/browser/buffer.js');

/** What browsers do not have, and the error where a program needs it. */
const ABSENT = {
  fs: 'a browser has no files: pass a reader, such as memoryReader',
  'fs/promises': 'a browser has no files: pass a reader, such as memoryReader',
  path: 'a browser has no files: pass a reader, such as memoryReader',
  url: 'a browser has no files: pass a reader, such as memoryReader',
  zlib: 'archives are not unpacked in a browser: pass a reader with the files of the chart',
  module: "keys, certificates and ciphers of templates need Node's node:crypto",
};

/** Replaces Node's modules: by the web's means, or by functions that throw what is missing. */
const withoutNode = {
  name: 'without Node',
  resolveId: (id) => (id === 'node:buffer' ? BUFFER : id.startsWith('node:') ? `absent:${id.slice(5)}` : null),
  async load(id) {
    if (!id.startsWith('absent:')) return null;
    const hint = ABSENT[id.slice(7)];
    if (hint === undefined) throw new Error(`${id}: the core must not import this module of Node`);
    const exported = Object.keys(await import(`node:${id.slice(7)}`)).filter((name) => name !== 'default');
    const names = exported.map((name) => `export const ${name} = ${name === 'createRequire' ? '() => ' : ''}refuse;`);
    return {
      moduleType: 'js',
      code: `import { fail } from ${JSON.stringify(join(root, 'src/problem/problem.ts'))};
const refuse = () => fail({ code: 'file', message: 'this is not there in a browser', hint: ${JSON.stringify(hint)} });
${names.join('\n')}
export default { refuse };`,
    };
  },
};

/**
 * Bundles the library for browsers: one module that imports nothing.
 *
 * @returns its code, and the modules that it is made of
 * @throws Error when the core imports a module of Node that is not a reader's
 */
export async function bundleForBrowsers() {
  const [output, ...more] = await bundleProgram(
    'src/index.ts',
    { format: 'esm', codeSplitting: false },
    {
      platform: 'browser',
      plugins: [withoutNode],
      transform: { inject: { Buffer: [BUFFER, 'Buffer'] }, define: { 'import.meta.url': '""' } },
    },
  );
  if (more.length > 0) throw new Error('the bundle for browsers is more than one file');
  return output;
}
