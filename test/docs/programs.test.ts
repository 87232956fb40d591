import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeApiReport } from '../../tools/build/api-report.js';
import { isBuilt } from '../package/built.ts';
import { blocksOf, ROOT } from './pages.ts';

/** What the examples import besides this package: their own interfaces, as far as they are used. */
const PACKAGES: Readonly<Record<string, string>> = {
  constructs: 'export class Construct { constructor(scope, id) { this.scope = scope; this.id = id; } }',
  cdk8s: `export const made = [];
    export class ApiObject {
      constructor(scope, id, object) {
        if (made.some((other) => other.id === id)) throw new Error('There is already a Construct with name ' + id);
        // As cdk8s refuses what is not plain data.
        if (object.constructor !== Object || object.metadata.constructor !== Object) throw new Error('not plain');
        made.push({ id, object });
      }
    }`,
  '@pulumi/kubernetes': `export const yaml = { ConfigGroup: class {
      constructor(name, { objs, transformations }) {
        this.objs = objs;
        for (const object of objs) for (const transform of transformations) transform(object);
      }
    } };`,
};

describe.skipIf(!isBuilt())('docs/programs.md', () => {
  let directory: string;
  const blocks = blocksOf('docs/programs.md', 'js');
  const load = (text: string) => {
    const block = blocks.find((one) => one.text.includes(text));
    const name = `${text.replaceAll(/\W/g, '-')}.mjs`;
    writeFileSync(join(directory, name), block?.text ?? 'export const missing = true;');
    return join(directory, name);
  };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kilo-chart-programs-'));
    for (const [name, code] of Object.entries(PACKAGES)) {
      const folder = join(directory, 'node_modules', name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
      writeFileSync(join(folder, 'index.js'), code);
    }
    symlinkSync(ROOT, join(directory, 'node_modules/kilo-chart'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(blocks.filter(({ text }) => text.includes('console.log')))('$place runs', ({ text }) => {
    writeFileSync(join(directory, 'program.mjs'), text);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], {
      cwd: directory,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout.length).toBeGreaterThan(50);
  });

  it('has a server that answers many tenants, each with its own release', async () => {
    const { server } = (await import(load('createServer'))) as { server: Server };
    server.listen(0);
    try {
      const { port } = server.address() as AddressInfo;
      const ask = async (path: string) => {
        const response = await fetch(`http://localhost:${port}${path}`);
        return { status: response.status, text: await response.text() };
      };
      const tenants = Array.from({ length: 10 }, (_, number) => `tenant-${number}`);
      const answers = await Promise.all(tenants.map((name) => ask(`/${name}?set=image.tag=${name}`)));
      for (const [index, { status, text }] of answers.entries()) {
        expect(status).toBe(200);
        expect(text).toContain(`image: docker.io/squat/kilo:${tenants[index]}`);
        expect(text).toContain(`name: ${tenants[index]}-kilo`);
      }
      const { status, text } = await ask('/x?set=image.tag={a}');
      expect(status).toBe(422);
      expect(JSON.parse(text)[0]).toMatchObject({ severity: 'error', code: 'schema' });
    } finally {
      server.close();
    }
  });

  it('has a construct that makes an object of each manifest', async () => {
    const { Release } = await import(load('class Release'));
    const { made } = await import(join(directory, 'node_modules/cdk8s/index.js'));
    await Release.render({}, 'kilo', { name: 'mesh', namespace: 'kube-system' });
    expect(made.map(({ id }: { id: string }) => id)).toContain('daemonset-kube-system-mesh-kilo');
    await expect(Release.render({}, 'kilo', { set: ['a[x]=1'] })).rejects.toThrow('failed parsing --set data');
  });

  it('has a transformation that changes each object', async () => {
    const { createKilo } = await import(load('ConfigGroup'));
    const { objs } = await createKilo({ name: 'mesh' });
    expect(objs.length).toBeGreaterThan(3);
    for (const { metadata } of objs) expect(metadata.labels['example.org/owner']).toBe('network');
  });
});

describe.skipIf(!isBuilt())('docs/api.md', () => {
  it('is as `npm run api` makes it of the package', () => {
    const declarations = readFileSync(join(ROOT, 'dist/index.d.ts'), 'utf8');
    expect(readFileSync(join(ROOT, 'docs/api.md'), 'utf8')).toBe(writeApiReport(declarations));
  });
});
