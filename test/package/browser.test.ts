import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { parseSync } from 'rolldown/utils';
import { describe, expect, it } from 'vitest';
import { renderRelease } from '../../src/index.ts';
import { Buffer as Portable } from '../../tools/build/browser/buffer.js';
import { isBuilt, ROOT } from './built.ts';

/** A page's program, bundled as a page's author does it: nothing of Node is there to be found. */
async function bundleForPage(code: string): Promise<string> {
  const bundle = await rolldown({
    input: 'page',
    platform: 'browser',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page' ? id : id === 'kilo-chart' ? join(ROOT, 'dist/browser/index.js') : null),
        load: (id) => (id === 'page' ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'iife', codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

/** What a browser has and JavaScript has not. */
const web = () => ({ TextEncoder, TextDecoder, performance, done: undefined as unknown });

/** Runs a program in a realm with only the globals of a browser. */
async function runInPage(program: string): Promise<unknown> {
  const realm = createContext(web());
  runInContext(
    await bundleForPage(`import * as kilo from 'kilo-chart';\nglobalThis.done = (async () => {${program}})();`),
    realm,
  );
  return JSON.parse(JSON.stringify(await realm.done));
}

describe.skipIf(!isBuilt())('the library in a browser', () => {
  it('imports nothing', () => {
    const code = readFileSync(join(ROOT, 'dist/browser/index.js'), 'utf8');
    const { module } = parseSync('index.js', code);
    expect(module.staticImports).toEqual([]);
    expect(module.dynamicImports).toEqual([]);
  });

  it('is what package.json names for browsers', () => {
    const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(exports['.'].browser.default).toBe('./dist/browser/index.js');
    expect(Object.keys(exports['.'])[0]).toBe('browser');
  });

  it('renders a chart of Go templates in memory, in a realm without Node', async () => {
    const done = await runInPage(`
      const reader = kilo.memoryReader({
        'web/Chart.yaml': 'apiVersion: v2\\nname: web\\nversion: 1.0.0\\n',
        'web/values.yaml': 'host: example.org\\n',
        'web/templates/map.yaml':
          'apiVersion: v1\\nkind: ConfigMap\\nmetadata:\\n  name: {{ .Release.Name }}\\ndata:\\n' +
          '  host: {{ .Values.host | b64enc | quote }}\\n  sum: {{ .Values.host | sha256sum }}\\n' +
          '  text: {{ printf "%x %q" "\\u00fc" .Values.own | squote }}\\n',
      });
      const { manifests, problems } = await kilo.renderRelease({ chart: 'web', reader, values: { own: 'ü' } });
      return { data: manifests[0].object.data, problems, node: typeof process + typeof require };`);
    expect(done).toEqual({
      data: {
        host: 'ZXhhbXBsZS5vcmc=',
        sum: 'bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b5',
        text: 'c3bc "ü"',
      },
      problems: [],
      node: 'undefinedundefined',
    });
  });

  it('renders the built-in chart as Node does, and lints it', async () => {
    const options = { namespace: 'kube-system', platform: 'k3s' } as const;
    const done = await runInPage(`
      const { text } = await kilo.renderRelease(${JSON.stringify(options)});
      const { problems } = await kilo.lintValues({ ...${JSON.stringify(options)}, values: { image: { tag: 'latest' } } });
      return { text, rules: problems.map(({ rule }) => rule) };`);
    expect(done).toEqual({ text: (await renderRelease(options)).text, rules: ['kilo-rolling-tag'] });
  });

  it.each<[string, string, string]>([
    ['files of the machine', "kilo.renderRelease({ chart: './web' })", 'a browser has no files'],
    ['archives', 'kilo.loadChart({ archive: Uint8Array.of(31, 139, 8) })', 'this is not there in a browser'],
  ])('has a problem, and no crash, for %s', async (_, call, hint) => {
    const done = (await runInPage(`return await ${call};`)) as { problems: { message: string; hint: string }[] };
    expect(`${done.problems[0]?.message} ${done.problems[0]?.hint}`).toContain(hint);
  });
});

/** Browsers that are not installed are skipped, which CI refuses: it installs one. */
const hasChromium = spawnSync('chromium', ['--version']).status === 0;

describe.skipIf(!isBuilt() || !hasChromium)('the library in Chromium', () => {
  it('renders a chart of Go templates in memory', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'kilo-chart-page-'));
    try {
      const program = await bundleForPage(`import { memoryReader, renderRelease } from 'kilo-chart';
        const reader = memoryReader({
          'web/Chart.yaml': 'apiVersion: v2\\nname: web\\nversion: 1.0.0\\n',
          'web/templates/map.yaml': 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: {{ .Release.Name | upper | lower }}}\\n',
        });
        renderRelease({ chart: 'web', name: 'hello', reader }).then(({ manifests, problems }) => {
          document.body.innerText = JSON.stringify([manifests[0].object.metadata.name, problems.length]);
        });`);
      writeFileSync(join(directory, 'page.js'), program);
      writeFileSync(join(directory, 'page.html'), '<!doctype html><body><script src="page.js"></script></body>');
      const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=20000', '--dump-dom'];
      const { stdout } = spawnSync('chromium', [...flags, `file://${directory}/page.html`], { encoding: 'utf8' });
      expect(stdout).toContain('<body>["hello",0]</body>');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('the bytes of the web', () => {
  it.each(['', 'a', 'ab', 'abc', 'ü€😀', '\u0000\u00ff'])('are those of Node for %j', (text) => {
    for (const encoding of ['utf8', 'base64', 'latin1', 'hex'] as const) {
      const printed = Buffer.from(text).toString(encoding);
      expect(Portable.from(text).toString(encoding)).toBe(printed);
      expect([...Portable.from(printed, encoding)]).toEqual([...Buffer.from(printed, encoding)]);
    }
  });

  it.each(['YQ', 'Y Q=\n=', '-_8', 'YQ==YQ==', '%'])('are those of Node for the base64 %j', (text) => {
    expect([...Portable.from(text, 'base64')]).toEqual([...Buffer.from(text, 'base64')]);
  });
});
