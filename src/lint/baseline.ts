import { formatPath } from '../problem/path.ts';
import { fail } from '../problem/problem.ts';
import { compareBytes } from '../yaml/json.ts';
import { readYaml } from '../yaml/read.ts';
import { isMap, type Value } from '../yaml/value.ts';
import { fileOf, type LintProblem } from './problem.ts';

/**
 * Problems that are accepted, identified by their content and not by their line, which changes with every edit above
 * it.
 */
interface Entry {
  readonly file: string;
  readonly rule: string;
  /** The place in the values or in an object. */
  readonly at: string;
  readonly message: string;
  readonly count: number;
}

const VERSION = 1;

/** The text of a baseline file that accepts these problems: JSON, sorted, one line for each kind of problem. */
export function writeBaseline(problems: readonly LintProblem[]): string {
  const counts = new Map<string, Entry>();
  for (const problem of problems) {
    const key = keyOf(problem);
    counts.set(key, { ...describe(problem), count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const entries = [...counts].sort(([a], [b]) => compareBytes(a, b)).map(([, entry]) => JSON.stringify(entry));
  const list = entries.length === 0 ? '[]' : `[\n    ${entries.join(',\n    ')}\n  ]`;
  return `{\n  "version": ${VERSION},\n  "accepted": ${list}\n}\n`;
}

export interface Compared {
  /** What the baseline does not accept. */
  readonly problems: readonly LintProblem[];
  /** How many problems of the baseline do not exist any more. */
  readonly gone: number;
}

/**
 * Leaves out the problems that a baseline accepts.
 *
 * @param text of the file
 * @param file its name, for errors
 * @throws ProblemError `config`: it is not a baseline
 */
export function applyBaseline(problems: readonly LintProblem[], text: string, file: string): Compared {
  const left = new Map<string, number>();
  for (const entry of readBaseline(text, file))
    left.set(identify(entry), (left.get(identify(entry)) ?? 0) + entry.count);
  const fresh = problems.filter((problem) => {
    const key = keyOf(problem);
    const number = left.get(key) ?? 0;
    if (number > 0) left.set(key, number - 1);
    return number === 0;
  });
  return { problems: fresh, gone: [...left.values()].reduce((sum, number) => sum + number, 0) };
}

function readBaseline(text: string, file: string): Entry[] {
  const { documents, problems } = readYaml(text, { name: file, isJson: true });
  const [broken] = problems;
  if (broken) return refuse(file, broken.message, broken.where?.line, broken.where?.column);
  const value = documents[0]?.value ?? null;
  if (!isMap(value) || value.version !== VERSION || !Array.isArray(value.accepted))
    return refuse(file, `expected a map with version: ${VERSION} and a list "accepted"`, 1, 1);
  const list = value.accepted;
  return list.map((entry, index) => {
    if (isEntry(entry)) return entry as unknown as Entry;
    const place = documents[0]?.place(list, index);
    const { line, column } = documents[0]?.lines.locate(place?.value ?? 0) ?? {};
    return refuse(file, 'expected a map with the strings file, rule, at and message, and a count', line, column);
  });
}

const isEntry = (entry: Value): boolean =>
  isMap(entry) &&
  ['file', 'rule', 'at', 'message'].every((name) => typeof entry[name] === 'string') &&
  typeof entry.count === 'number';

function refuse(file: string, why: string, line?: number, column?: number): never {
  return fail({
    code: 'config',
    message: `this is not a baseline of kilo-chart: ${why}`,
    where: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    hint: '--update-baseline writes it again',
  });
}

function describe(problem: LintProblem): Omit<Entry, 'count'> {
  const { rule, message, where, object } = problem;
  const path = formatPath(where?.path ?? []);
  const inObject = object ? `${object.kind} ${object.name}: ${formatPath(object.path)}` : '';
  const flag = where?.flag ? `${where.flag.name} ${where.flag.text}` : '';
  return { file: fileOf(problem) ?? '', rule, at: path || flag || inObject, message };
}

const identify = ({ file, rule, at, message }: Omit<Entry, 'count'>): string =>
  JSON.stringify([file, rule, at, message]);
const keyOf = (problem: LintProblem): string => identify(describe(problem));
