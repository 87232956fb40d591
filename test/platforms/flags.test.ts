import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schema } from '../../tools/generate/chart-parameters.ts';
import { at, ofKind, render } from '../kilo/render.ts';

const here = new URL('.', import.meta.url).pathname;
const go = spawnSync('go', ['version']).status === 0;
const platforms = readdirSync(new URL('../../platforms', import.meta.url)).map((file) => file.replace(/\.yaml$/, ''));

interface Parsed {
  readonly flags?: Readonly<Record<string, string | string[]>>;
  readonly error?: string;
}

/** What kg makes of command lines, by the version of pflag that it is built with. */
function parse(lines: readonly (readonly string[])[]): Parsed[] {
  const run = spawnSync('go', ['run', '.', '../kg-flags.json'], {
    cwd: `${here}kg-flags`,
    input: JSON.stringify(lines),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Parsed[];
}

/** The command line as the kubelet starts it on a node. */
async function commandLine(platform: string, values: object = {}): Promise<string[]> {
  const objects = await render(values, { name: 'kilo', namespace: 'kube-system', platform });
  const daemonSet = objects.find(({ kind, metadata }) => kind === 'DaemonSet' && metadata.name === 'kilo');
  const containers = at(daemonSet, '/spec/template/spec/containers') as {
    name: string;
    command: string[];
    args?: string[];
  }[];
  const kilo = containers.find(({ name }) => name === 'kilo');
  const [program, ...args] = [...(kilo?.command ?? []), ...(kilo?.args ?? [])];
  expect(program).toBe('/opt/bin/kg');
  return args.map((arg) => arg.replaceAll('$(NODE_NAME)', 'node-1').replaceAll('$(NODE_IP)', '192.0.2.10'));
}

describe('kdaemon.flags in the schema', () => {
  /** What other parameters are for, and what no daemon needs. */
  const OWN = [
    ...['hostname', 'kubeconfig', 'cni', 'compatibility', 'interface', 'internal-cidr'],
    ...['service-cidr', 'listen', 'version'],
  ];
  const { flags } = JSON.parse(readFileSync(`${here}kg-flags.json`, 'utf8')) as {
    flags: Record<string, { type: string; values?: string[] }>;
  };
  const known = at(schema, '/properties/kdaemon/properties/flags/properties') as Record<string, { enum?: string[] }>;

  it("has every flag of kg's that has no parameter of its own", () => {
    expect(Object.keys(known).sort()).toEqual(
      Object.keys(flags)
        .filter((name) => !OWN.includes(name))
        .sort(),
    );
  });

  it('allows the values that kg allows', () => {
    for (const [name, flag] of Object.entries(known)) {
      expect(
        flag.enum?.filter((value) => value !== null),
        name,
      ).toEqual(flags[name]?.values);
    }
  });
});

describe.skipIf(!go)("kg's own flag set", { timeout: 120_000 }, () => {
  it('accepts the command line of every platform', async () => {
    const lines = await Promise.all(platforms.map((platform) => commandLine(platform)));
    for (const [index, { error, flags }] of parse(lines).entries()) {
      expect(error, platforms[index]).toBeUndefined();
      expect(flags?.hostname, platforms[index]).toBe('node-1');
    }
  });

  it('lets kdaemon.args add to and replace the flags of every platform', async () => {
    const values = { kdaemon: { args: ['--mesh-granularity=full', '--encapsulate=never', '--log-level=warn'] } };
    const lines = await Promise.all(platforms.map((platform) => commandLine(platform, values)));
    for (const [index, parsed] of parse(lines).entries()) {
      const added = { 'mesh-granularity': 'full', encapsulate: 'never', 'log-level': 'warn', hostname: 'node-1' };
      expect(parsed.flags, platforms[index]).toMatchObject(added);
    }
  });

  it('accepts the command line of the webhook', async () => {
    const deployment = ofKind(await render({ peerValidation: { enabled: true } }), 'Deployment');
    const command = at(deployment, '/spec/template/spec/containers/0/command') as string[];
    expect(parse([command.slice(1)])).toEqual([{ flags: expect.objectContaining({ listen: ':8443' }) }]);
  });

  it.each([
    [['--mesh-granulrity=full'], 'unknown flag: --mesh-granulrity'],
    [['--mesh-granularity=partial'], 'possible values'],
    [['--subnet=10.4.0.0'], 'invalid CIDR'],
    [['--port=0'], 'no port'],
    [['extra'], 'unknown command'],
  ])('refuses %j, so that accepting means something', (args, message) => {
    expect(parse([args])[0]?.error).toContain(message);
  });
});
