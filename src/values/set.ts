import { toRunes, trimSpace } from '../go/decode.ts';
import { formatPath, type Path } from '../problem/path.ts';
import { fail } from '../problem/problem.ts';
import { ExactNumber, isMap, type Value, type ValueMap, valueAt } from '../yaml/value.ts';
import { mergeMaps } from './merge.ts';
import { nameOrigin, summarize } from './origins.ts';
import { type Dialect, readSet, SetFault } from './set-grammar.ts';
import { hintForFault } from './set-hints.ts';
import { files, json, literal, parseJsonAt, strings, typed, typedKinds } from './set-values.ts';
import type { FlagSource, Ignored, Integers, Made, SetFlag, Step, Write } from './source.ts';
import { SourceHistory } from './source-history.ts';

/** The values merged so far, and their history. */
export interface Target {
  root: ValueMap;
  readonly owned: WeakSet<object>;
  readonly steps: Step[];
  readonly integers: Integers;
}

const dialectOf = (source: FlagSource, integers: Integers): Dialect =>
  source.flag === '--set' && integers === 'kinds' ? typedKinds : DIALECTS[source.flag](source);

const DIALECTS: { readonly [F in SetFlag]: (source: FlagSource) => Dialect } = {
  '--set-json': () => json,
  '--set': () => typed,
  '--set-string': () => strings,
  '--set-file': (source) => files(readsOf(source)),
  '--set-literal': () => literal,
};

/**
 * Applies one flag of the `--set` family, as Helm's `values.Options.MergeValues` does.
 *
 * @param target its `root` is changed where it belongs to this run, and replaced or copied where it does not
 * @throws ProblemError `values-set`: Helm refuses the text. The message is Helm's; the problem has the place of the
 *   character.
 */
export function applyFlag(source: FlagSource, target: Target): void {
  if (source.flag === '--set-json' && isJsonObject(source.text)) {
    applyJsonObject(source, target);
    return;
  }
  const writes: Write[] = [];
  const made: Made[] = [];
  const ignored: Ignored[] = [];
  target.steps.push({ source, writes, made, ignored });
  const typeOf = (path: Path, value: Value) => typeName(value, path, target.steps);
  try {
    readSet(source.text, dialectOf(source, target.integers), target, { writes, made, ignored, typeOf });
  } catch (error) {
    if (error instanceof SetFault) refuse(source, error, target);
    throw error;
  }
}

const isJsonObject = (text: string): boolean => trimSpace(text)[0] === '{';

/** `--set-json '{"a": 1}'`: one object, merged like a values file. */
function applyJsonObject(source: FlagSource, target: Target): void {
  const map = readObject(source, target);
  target.steps.push({ source, writes: [], map });
  target.root = mergeMaps(target.root, map, target.owned);
}

function readObject(source: FlagSource, target: Target): ValueMap {
  try {
    return parseJsonAt(trimSpace(toRunes(source.text)), source.text.indexOf('{')) as ValueMap;
  } catch (error) {
    if (error instanceof SetFault) refuse(source, error, target);
    throw error;
  }
}

function refuse(source: FlagSource, fault: SetFault, { root, steps }: Target): never {
  const { flag, text } = source;
  const obstacle = fault.path && describeObstacle(root, steps, fault.path);
  const hint = hintForFault(fault, source, obstacle);
  fail({
    code: fault.kind === 'file' ? 'file' : 'values-set',
    message: messageOf(source, fault),
    where: { flag: { name: flag, text, offset: Math.min(fault.offset, text.length) } },
    ...(hint === undefined ? {} : { hint }),
  });
}

/** The value that prevents a write, and its origin. */
function describeObstacle(root: ValueMap, steps: readonly Step[], path: Path): string {
  const sources = new SourceHistory(steps);
  const origin = sources.given(path).next().value ?? sources.inside(path);
  const name = origin && nameOrigin(origin);
  return `${formatPath(path)} is ${summarize(valueAt(root, path) ?? null)}${name === undefined ? '' : `, from ${name}`}`;
}

/** For `--set-json`, Helm repeats the text and does not report the reason: the hint does. */
function messageOf({ flag, text }: FlagSource, fault: SetFault): string {
  if (flag !== '--set-json') return `failed parsing ${flag} data: ${fault.message}`;
  return `failed parsing --set-json data${isJsonObject(text) ? ' JSON:' : ''} ${text}`;
}

function readsOf({ reads = [] }: FlagSource): (name: string, offset: number) => string {
  let next = 0;
  return (name, offset) => {
    const read = reads[next++] ?? { error: `open ${name}: no such file or directory` };
    if ('error' in read) throw new SetFault('file', read.error, offset, name);
    return read.text;
  };
}

/**
 * Go's name of the type of a value in Helm, where a number is an integer from `--set`, and a float from a file or from
 * `--set-json`.
 */
export function typeName(value: Value, path: Path, steps: readonly Step[]): string {
  if (value === null) return 'nil';
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'number' || value instanceof ExactNumber) return isSetInteger(path, steps) ? 'int64' : 'float64';
  if (isMap(value)) return 'map[string]interface {}';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

function isSetInteger(path: Path, steps: readonly Step[]): boolean {
  for (let i = steps.length - 1; i >= 0; i--) {
    const { source, writes } = steps[i] as Step;
    if (source.kind === 'file') return false;
    if (writes.some((write) => write.path.every((name, depth) => name === path[depth]))) return source.flag === '--set';
  }
  return false;
}

/**
 * The files that a `--set-file` names, in order, up to the place where Helm refuses its text.
 *
 * @param target the result of the flags before it, which errors depend on; it is changed as if all files were empty
 */
export function namesOfFiles(
  { text }: FlagSource,
  target: Target,
): { readonly name: string; readonly offset: number }[] {
  const found: { name: string; offset: number }[] = [];
  const collect = files((name, offset) => {
    found.push({ name, offset });
    return '';
  });
  try {
    readSet(text, collect, target, { writes: [], made: [], ignored: [], typeOf: () => '' });
  } catch (error) {
    // The error is reported when the flag is applied.
    if (!(error instanceof SetFault)) throw error;
  }
  return found;
}
