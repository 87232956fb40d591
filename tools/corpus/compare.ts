import { compareBytes, toJson } from '../../src/yaml/json.ts';
import { isMap, type Value } from '../../src/yaml/value.ts';
import type { Answer } from './answers.ts';
import { type Document, readObject, splitStream } from './documents.ts';

/** The outcome of a case. All except the first two are differences. */
export type Kind =
  | 'equal'
  | 'both refuse'
  | 'only Helm refuses'
  | 'only we refuse'
  | 'objects differ'
  | 'order differs'
  | 'sources differ'
  | 'crashed'
  | 'late';

export interface Verdict {
  readonly kind: Kind;
  /** What differences of one cause have in common: a path, or a message without its names and numbers. */
  readonly group: string;
  /** Text for people: the two outputs. */
  readonly detail: string;
}

/**
 * Compares what this program printed with what Helm printed.
 *
 * @param helm two runs or more: what differs between them is random, and not compared
 */
export function compare(helm: readonly Answer[], ours: Answer): Verdict {
  const [first] = helm;
  if (!first) throw new Error('nothing to compare with');
  if (ours.outcome === 'crashed' || ours.outcome === 'late')
    return { kind: ours.outcome, group: groupOf(ours.stderr), detail: ours.stderr };
  const refused = helm.some(({ outcome }) => outcome !== 'rendered');
  // Both messages, to see whether they have the same reason.
  if (refused && ours.outcome === 'refused')
    return { kind: 'both refuse', group: groupOf(first.stderr), detail: groupOf(ours.stderr) };
  if (refused) return { kind: 'only Helm refuses', group: groupOf(first.stderr), detail: first.stderr };
  if (ours.outcome === 'refused') return { kind: 'only we refuse', group: groupOf(ours.stderr), detail: ours.stderr };
  if (helm.some(({ stdout }) => stdout === ours.stdout)) return { kind: 'equal', group: '', detail: '' };
  const verdict = compareStreams(
    helm.map(({ stdout }) => splitStream(stdout)),
    splitStream(ours.stdout),
  );
  // The same objects in other bytes, though Helm prints the same bytes each time.
  const isFixed = helm.every(({ stdout }) => stdout === first.stdout);
  return verdict.kind === 'equal' && isFixed ? { ...verdict, group: 'other bytes' } : verdict;
}

/** The line of an error that says what is wrong, without what is different in each chart. */
function groupOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^(level=WARN|warning|\s)/.test(line));
  const line = lines.find((text) => /\berror\b/i.test(text)) ?? lines[0] ?? stderr.split('\n')[0] ?? '';
  return line
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/'[^']*'/g, "'…'")
    .replace(/\S*\/\S*/g, 'PATH')
    .replace(/\d+/g, 'N')
    .slice(0, 160);
}

function compareStreams(helm: readonly Document[][], ours: readonly Document[]): Verdict {
  const [first = [], ...others] = helm;
  const sources = first.map(({ source }) => source);
  if (sources.length !== ours.length) return countsDiffer(first, ours);
  // Where Helm's own runs do not print the same files in the same order, the rest cannot be compared.
  const steady = others.every((other) => other.length === first.length);
  if (!steady) return { kind: 'equal', group: '', detail: '' };
  const moved = ours.findIndex(({ source }, index) => source !== sources[index]);
  if (moved >= 0 && others.every((other) => other.every(({ source }, index) => source === sources[index])))
    return sourcesDiffer(first, ours, moved);
  for (const [index, document] of ours.entries()) {
    const runs = helm.map((run) => run[index]).filter((one) => one !== undefined);
    if (runs.some(({ text }) => text === document.text)) continue;
    const difference = findDifference(runs.map(readObject), readObject(document));
    if (!difference) continue;
    const swapped = ours.length === first.length && sameObjects(first, ours);
    const { path, detail } = difference;
    return { kind: swapped ? 'order differs' : 'objects differ', group: path, detail: `${document.source}: ${detail}` };
  }
  return { kind: 'equal', group: '', detail: '' };
}

function countsDiffer(helm: readonly Document[], ours: readonly Document[]): Verdict {
  const counts = new Map<string, number>();
  for (const { source } of helm) counts.set(source, (counts.get(source) ?? 0) + 1);
  for (const { source } of ours) counts.set(source, (counts.get(source) ?? 0) - 1);
  const missing = [...counts].filter(([, count]) => count > 0).map(([source]) => source);
  const extra = [...counts].filter(([, count]) => count < 0).map(([source]) => source);
  const group = missing.length > 0 ? 'objects are missing' : 'there are more objects';
  return { kind: 'objects differ', group, detail: `missing of ${missing.join(', ')}; more of ${extra.join(', ')}` };
}

function sourcesDiffer(helm: readonly Document[], ours: readonly Document[], index: number): Verdict {
  const sorted = (documents: readonly Document[]): string =>
    documents
      .map(({ source }) => source)
      .sort(compareBytes)
      .join('\n');
  const detail = `document ${index + 1}: ${helm[index]?.source}, here ${ours[index]?.source}`;
  return { kind: sorted(helm) === sorted(ours) ? 'order differs' : 'sources differ', group: '# Source', detail };
}

const sameObjects = (helm: readonly Document[], ours: readonly Document[]): boolean => {
  const texts = (documents: readonly Document[]): string =>
    documents
      .map(({ text }) => text)
      .sort(compareBytes)
      .join('\n');
  return texts(helm) === texts(ours);
};

interface Difference {
  /** Names of keys, with `[]` for every index. */
  readonly path: string;
  readonly detail: string;
}

/** @returns the first place where our value differs, and all of Helm's runs agree */
function findDifference(helm: readonly Value[], ours: Value, path = ''): Difference | undefined {
  const [first = null] = helm;
  if (helm.every(isMap) && isMap(ours)) {
    const keys = new Set([...helm.flatMap((one) => Object.keys(one)), ...Object.keys(ours)]);
    for (const key of keys) {
      const runs = helm.map((one) => one[key]);
      const own = ours[key];
      if (runs.some((one) => one === undefined) || own === undefined) {
        // A key that only some of the runs have is random itself.
        if (new Set(runs.map((one) => one === undefined)).size > 1) continue;
        if (runs[0] === undefined && own === undefined) continue;
        return { path: `${path}.${key}`, detail: `Helm ${show(runs[0])}, here ${show(own)}` };
      }
      const found = findDifference(runs as Value[], own, `${path}.${key}`);
      if (found) return found;
    }
    return undefined;
  }
  if (helm.every(Array.isArray) && Array.isArray(ours) && helm.every((one) => one.length === ours.length)) {
    for (const [index, item] of ours.entries()) {
      const runs = helm.map((one) => one[index] ?? null);
      const found = findDifference(runs, item, `${path}[]`);
      if (found) return found;
    }
    return undefined;
  }
  if (helm.some((one) => show(one) === show(ours))) return undefined;
  if (helm.some((one) => show(one) !== show(first))) return isMasked(helm, ours) ? undefined : shownDifference();
  return shownDifference();

  function shownDifference(): Difference {
    return { path, detail: `${path}: ${showApart(first, ours)}` };
  }
}

/** Whether strings are the same in the lines in which Helm's runs are the same. */
function isMasked(helm: readonly Value[], ours: Value): boolean {
  if (typeof ours !== 'string' || !helm.every((one) => typeof one === 'string')) return true;
  const runs = helm.map(linesOf);
  const lines = linesOf(ours);
  if (runs.some(({ length }) => length !== runs[0]?.length)) return true;
  if (runs[0]?.length !== lines.length) return false;
  return lines.every((line, index) => new Set(runs.map((run) => run[index])).size > 1 || runs[0]?.[index] === line);
}

/** A key or certificate is one line: the length of its random parts moves what follows them. */
const linesOf = (text: string): string[] =>
  text.replace(/-----BEGIN [^-]+-----[^-]+/g, (block) => block.replaceAll('\n', ' ')).split('\n');

const show = (value: Value | undefined): string => (value === undefined ? 'nothing' : toJson(value));

/** Two values with what they have in common at the beginning cut off. */
function showApart(helm: Value, ours: Value): string {
  const [a, b] = [show(helm), show(ours)];
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const from = Math.max(0, same - 30);
  const cut = (text: string): string => `${from > 0 ? '…' : ''}${text.slice(from, from + 120)}`;
  return `Helm ${cut(a)}, here ${cut(b)}`;
}
