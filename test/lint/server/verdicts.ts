import { readFileSync, writeFileSync } from 'node:fs';
import type { Checker } from '../../../src/lint/kubernetes/check.ts';
import type { ApiServer } from './ask.ts';
import type { Case } from './set.ts';

/**
 * What a server said of each change: r where it refused it, a where it took it, ? where that depends on the cluster.
 */
export interface Verdicts {
  /** The version of the API server. */
  readonly server: string;
  /** By the object that is changed, and by the place: a letter for each change, in the order of the set. */
  readonly objects: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The versions of Kubernetes whose servers were asked, the one that the others are compared with first. */
export const VERSIONS = ['v1.37', 'v1.34', 'v1.32'] as const;

const [BASE] = VERSIONS;

/** @returns `v1.34` of `v1.34.4` */
export const minorOf = (version: string): string => version.replace(/^(v\d+\.\d+).*/, '$1');

const fileOf = (version: string): URL => new URL(`./verdicts-${version}.json`, import.meta.url);

const readFile = (version: string): Verdicts => JSON.parse(readFileSync(fileOf(version), 'utf8')) as Verdicts;

/** What the server of a minor version said, such as `v1.34`. Of all but the first, only what differs is in the file. */
export function readVerdicts(version: string): Verdicts {
  const own = readFile(version);
  if (version === BASE) return own;
  const base = readFile(BASE).objects;
  const names = new Set([...Object.keys(base), ...Object.keys(own.objects)]);
  const objects = Object.fromEntries([...names].map((name) => [name, { ...base[name], ...own.objects[name] }]));
  return { server: own.server, objects };
}

/** Writes down what the server of a minor version said. */
export function writeVerdicts(version: string, { server, objects }: Verdicts): void {
  const base = version === BASE ? {} : readFile(BASE).objects;
  const own: Record<string, Record<string, string>> = {};
  for (const [name, places] of Object.entries(objects)) {
    const differing = Object.entries(places).filter(([place, letters]) => base[name]?.[place] !== letters);
    if (differing.length > 0) own[name] = Object.fromEntries(differing);
  }
  writeFileSync(fileOf(version), `${JSON.stringify({ server, objects: own }, undefined, 1)}\n`);
}

/** Asks a server for all of a case, several at once. */
export async function askAll(server: ApiServer, { changed }: Case): Promise<Record<string, string>> {
  const letters: string[] = [];
  const queue = changed.entries();
  const worker = async (): Promise<void> => {
    for (const [index, { object }] of queue) {
      const verdict = await server.ask(object);
      letters[index] = verdict === undefined ? '?' : verdict.refused === undefined ? 'a' : 'r';
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  const places: Record<string, string> = {};
  for (const [index, { place }] of changed.entries()) places[place] = (places[place] ?? '') + letters[index];
  return places;
}

/** How lint agrees with a server about one case. */
export interface Agreement {
  readonly kind: string;
  readonly asked: number;
  readonly refused: number;
  readonly found: number;
  /** What is refused, and not found. */
  readonly missed: readonly string[];
  /** What is taken, and said to be wrong. */
  readonly falsely: readonly string[];
}

export function compare(checker: Checker, one: Case, places: Readonly<Record<string, string>>): Agreement {
  const numbers = new Map<string, number>();
  const missed: string[] = [];
  const falsely: string[] = [];
  let [refused, found] = [0, 0];
  for (const { place, change, object } of one.changed) {
    const number = numbers.get(place) ?? 0;
    numbers.set(place, number + 1);
    const letter = places[place]?.[number];
    if (letter === undefined) throw new Error(`${one.name} ${place}: no verdict is recorded (npm run record)`);
    if (letter === '?') continue;
    const [error] = checker
      .check(object)
      .filter(({ rule, severity = rule.severity }) => severity === 'error' && rule.id.startsWith('kubernetes'));
    const name = `${one.name}: ${place} ${change}`;
    if (letter === 'r') {
      refused++;
      if (error) found++;
      else missed.push(name);
    } else if (error) falsely.push(`${name}: ${error.message}`);
  }
  return { kind: one.kind, asked: one.changed.length, refused, found, missed, falsely };
}

/** One row for each kind that a version has, the kinds with the most refusals first. */
export function byKind(agreements: readonly Agreement[]): Omit<Agreement, 'missed' | 'falsely'>[] {
  const kinds = new Map<string, { kind: string; asked: number; refused: number; found: number }>();
  for (const { kind, asked, refused, found } of agreements) {
    const sum = kinds.get(kind) ?? { kind, asked: 0, refused: 0, found: 0 };
    kinds.set(kind, { kind, asked: sum.asked + asked, refused: sum.refused + refused, found: sum.found + found });
  }
  return [...kinds.values()].filter(({ asked }) => asked > 0).sort((a, b) => b.refused - a.refused);
}

/** Rounded down: what is missed is not rounded away. */
export const percent = (found: number, refused: number): string =>
  (Math.floor((found * 1000) / refused) / 10).toFixed(1);

/** How lint agrees with the server of one version. */
export interface Comparison {
  /** Such as `v1.34.4`. */
  readonly server: string;
  readonly agreements: readonly Agreement[];
}

/** docs/lint-agreement.md */
export function describe(comparisons: readonly Comparison[]): string {
  const tables = comparisons.map(({ server, agreements }) => ({ server, agreements, rows: byKind(agreements) }));
  const totals = tables.map(({ server, agreements, rows }) => {
    const sum = (field: 'asked' | 'refused' | 'found') => rows.reduce((total, row) => total + row[field], 0);
    const falsely = agreements.reduce((total, one) => total + one.falsely.length, 0);
    const [asked, refused, found] = [sum('asked'), sum('refused'), sum('found')];
    return `| ${server} | ${asked} | ${refused} | ${found} | ${percent(found, refused)} % | ${falsely} |`;
  });
  const kinds = tables[0]?.rows.map(({ kind }) => kind) ?? [];
  const cells = (kind: string) =>
    tables.map(({ rows }) => {
      const row = rows.find((row) => row.kind === kind);
      return row && row.refused > 0 ? `${row.found} of ${row.refused} | ${percent(row.found, row.refused)} %` : ' | ';
    });
  return [
    '# How lint agrees with the API server',
    '',
    'A systematic set of wrong objects was sent to API servers of Kubernetes (`dryRun=All`, `fieldValidation=Strict`): each',
    'field of the types of that version, set or not, with another type, a bound that is passed, a form that is broken, and',
    'nothing; and combinations of fields that the validation of each kind compares. `kilo-chart lint` was asked about the same',
    'objects with `--kube-version`. An object is found where lint reports an error, and falsely where the server takes it.',
    '',
    '| server | objects | refused | found | share | falsely |',
    '|---|---|---|---|---|---|',
    ...totals,
    '',
    'Of each kind, how many of the refused objects are found:',
    '',
    `| kind |${tables.map(({ server }) => ` ${server} | |`).join('')}`,
    `|---|${tables.map(() => '---|---|').join('')}`,
    ...kinds.map((kind) => `| ${kind} | ${cells(kind).join(' | ')} |`),
    '',
    'Refusals that only the cluster explains (its families and ranges of addresses, names that are taken) do not count.',
    'Expressions of CEL are compiled as the server does; what running them would cost is not estimated.',
    '',
    'These tables are written by `npm run record -- server-verdicts`, which needs a server in `KUBECONFIG`.',
    '`tools/oracles/kube-apiserver up VERSION` builds one from the Go module proxy, and starts it.',
    '',
  ].join('\n');
}
