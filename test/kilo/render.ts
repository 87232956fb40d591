import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { loadBuiltInChart } from '../../src/chart/index.ts';
import { run } from '../../src/cli/run.ts';
import { printManifests } from '../../src/manifests/index.ts';
import { formatPath } from '../../src/problem/path.ts';
import type { Problem, Severity } from '../../src/problem/problem.ts';
import { readyChart, renderRelease } from '../../src/release/index.ts';

export interface Rendered {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A Kubernetes object as another parser than the program's own reads it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The release that the chart's tests render: its name is in no name of the chart, its namespace is not the default. */
export const RELEASE = ['my-release', '-n', 'network'] as const;

/** Runs `kilo-chart` in this process. */
export async function runCli(args: readonly string[], stdin = ''): Promise<Rendered> {
  let stdout = '';
  let stderr = '';
  const code = await run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    stdin: async () => stdin,
    env: {},
    cwd: new URL('../..', import.meta.url).pathname,
  });
  return { code, stdout, stderr };
}

/** Runs `kilo-chart template` with values as a program has them. */
export const template = (values: object = {}, args: readonly string[] = RELEASE): Promise<Rendered> =>
  runCli(['template', ...args, '-f', '-'], toJson(values));

/** JSON that is YAML, too: what YAML wants escaped, or takes for a line break, is. */
const toJson = (values: object): string =>
  JSON.stringify(values).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Created at the first use: a file whose tests are all skipped must not leave anything that still runs. */
let ready: ReturnType<typeof readyChart> | undefined;

function chart() {
  ready ??= loadBuiltInChart().then((built) => readyChart(built));
  return ready;
}

export interface ReleaseOptions {
  readonly name?: string;
  readonly namespace?: string;
  /** As for `--set`. */
  readonly flags?: readonly string[];
  /** As for `--platform`. */
  readonly platform?: string;
}

/** What the chart makes of values, and what is said about them. It is compiled once for all of a file's tests. */
export async function release(values: object = {}, options: ReleaseOptions = {}) {
  const { name = RELEASE[0], namespace = RELEASE[2], flags = [], platform } = options;
  const request = {
    ...(platform === undefined ? {} : { platform: readPlatform(platform) }),
    files: ['-'],
    set: flags,
    setString: [],
    setJson: [],
    setFile: [],
    setLiteral: [],
  };
  const { manifests, problems } = await renderRelease(await chart(), { name, namespace }, request, {
    readFile: unreadable,
    fetch: unreadable,
    readStdin: async () => toJson(values),
  });
  const told = (severity: Severity): string[] => problems.filter((problem) => problem.severity === severity).map(tell);
  return { stdout: printManifests(manifests), errors: told('error'), warnings: told('warning') };
}

export function readPlatform(platform: string): { name: string; text: string } {
  const name = `platforms/${platform}.yaml`;
  return { name, text: readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8') };
}

const unreadable = async (): Promise<never> => {
  throw new Error('nothing is read here');
};

/** All the words of a problem. */
const tell = ({ message, hint = '', where: { path = [] } = {} }: Problem): string =>
  `${formatPath(path)}: ${message}; ${hint}`;

/** The objects that the chart makes of values; it must be able to. */
export async function render(values: object = {}, options: ReleaseOptions = {}): Promise<KubernetesObject[]> {
  const { stdout, errors } = await release(values, options);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return readObjects(stdout);
}

export function readObjects(stdout: string): KubernetesObject[] {
  return parseAllDocuments(stdout, { version: '1.1', merge: false }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw new Error(`${problem.message}\n${stdout}`);
    return document.toJS() as KubernetesObject;
  });
}

export function ofKind(objects: readonly KubernetesObject[], kind: string): KubernetesObject {
  const found = objects.filter((object) => object.kind === kind);
  const [object] = found;
  if (found.length !== 1 || !object) throw new Error(`${found.length} objects of kind ${kind}`);
  return object;
}

/** The value at a JSON pointer; undefined without one. */
export function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, key) ? (found as never)[key] : undefined;
  }
  return found;
}
