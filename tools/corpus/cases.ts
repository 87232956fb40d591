import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareBytes, toJson } from '../../src/yaml/json.ts';
import { readYamlText } from '../../src/yaml/read.ts';
import { isMap, type Value, type ValueMap } from '../../src/yaml/value.ts';
import type { FoundChart } from './charts.ts';

/** One render of a chart: the flags after `template NAME DIR`. */
export interface Case {
  readonly chart: FoundChart;
  /** Its name in tables: `defaults`, the values file, or the number of the flip. */
  readonly name: string;
  readonly flags: readonly Flag[];
}

/** A flag with its value, if it has one, such as `--set` and `a=true`. A difference is shrunk by leaving flags out. */
export type Flag = readonly [name: string] | readonly [name: string, value: string];

/** The cases besides the defaults and the chart's own values files. */
export interface CaseOptions {
  readonly seed: number;
  /** How many times booleans of the defaults are flipped at random. */
  readonly flips: number;
  /** Flags of every case. */
  readonly extra: readonly Flag[];
}

/** @returns a chart's cases, always the same ones for the same options */
export function casesOf(chart: FoundChart, { seed, flips, extra }: CaseOptions): Case[] {
  const own = valuesFilesOf(chart.directory).map((file) => ({
    chart,
    name: file,
    flags: [['-f', join(chart.directory, file)]] as const,
  }));
  const booleans = [...findBooleans(readValues(join(chart.directory, 'values.yaml')))];
  const random = randomFrom(`${seed} ${chart.repository} ${chart.name}`);
  const flipped = Array.from({ length: booleans.length > 0 ? flips : 0 }, (_, index) => {
    // Few at first, because a chart that has all of them flipped mostly refuses to render.
    const share = Math.min(0.5, (1 + index) / Math.max(4, booleans.length));
    const chosen = booleans.filter(() => random() < share);
    const some = chosen.length > 0 ? chosen : booleans.slice(Math.floor(random() * booleans.length)).slice(0, 1);
    return { chart, name: `flip ${index + 1}`, flags: some };
  });
  return [{ chart, name: 'defaults', flags: [] }, ...own, ...flipped].map((one) => ({
    ...one,
    flags: [...one.flags, ...extra],
  }));
}

/** The values files that the chart's authors test it with, as chart-testing finds them. */
function valuesFilesOf(directory: string): string[] {
  const ci = join(directory, 'ci');
  if (!existsSync(ci)) return [];
  return readdirSync(ci)
    .filter((name) => name.endsWith('-values.yaml'))
    .sort(compareBytes)
    .map((name) => `ci/${name}`);
}

function readValues(file: string): Value {
  if (!existsSync(file)) return null;
  return readYamlText(readFileSync(file, 'utf8'), { name: file }).document?.value ?? null;
}

function* findBooleans(value: Value, path = ''): Generator<Flag> {
  if (typeof value === 'boolean') yield ['--set', `${path}=${!value}`];
  if (isMap(value)) for (const [key, item] of Object.entries(value)) yield* findBooleans(item, joinPath(path, key));
}

const joinPath = (path: string, key: string): string => {
  const escaped = key.replace(/[\\.,=[\]{}]/g, '\\$&');
  return path === '' ? escaped : `${path}.${escaped}`;
};

/**
 * A values file as flags, one for each leaf, so that a difference can be shrunk to few of them.
 *
 * @returns undefined where flags cannot express the file
 */
export function flagsOfFile(file: string): Flag[] | undefined {
  const values = readValues(file);
  return isMap(values) ? [...leavesOf(values, '')] : undefined;
}

function* leavesOf(values: ValueMap, path: string): Generator<Flag> {
  for (const [key, item] of Object.entries(values)) {
    const place = joinPath(path, key);
    if (isMap(item) && Object.keys(item).length > 0) yield* leavesOf(item, place);
    else yield ['--set-json', `${place}=${toJson(item)}`];
  }
}

/** A generator of numbers in [0, 1) that depends only on its name: SHA-256 in counter mode. */
function randomFrom(name: string): () => number {
  let count = 0;
  return () => createHash('sha256').update(`${name} ${count++}`).digest().readUInt32BE() / 2 ** 32;
}
