import { splitFlag } from '../go/csv.ts';
import { type Decoded, decodeUtf8 } from '../go/decode.ts';
import { quoteText } from '../go/text.ts';
import { fail, type Problem, ProblemError, sourceOf } from '../problem/problem.ts';
import { MAX_FILE, tooLarge } from '../problem/read-bounded.ts';
import { redact } from '../problem/redact.ts';
import { LineMap } from '../yaml/lines.ts';
import { newMap, type ValueMap } from '../yaml/value.ts';
import type { ChartDefaults } from './coalesce.ts';
import type { DefaultsTree } from './defaults-tree.ts';
import { assemble, evaluate, evaluateNothing, placeWarnings } from './evaluate.ts';
import { readDefaults, readFileSource } from './file-source.ts';
import { locationOf } from './location.ts';
import { Origins } from './origins.ts';
import { namesOfFiles, type Target } from './set.ts';
import {
  type FileRead,
  type FileSource,
  type FlagSource,
  type Integers,
  SET_FLAGS,
  type SetFlag,
  type Source,
} from './source.ts';
import type { TreeValues } from './tree.ts';
import { type Expectations, findWarnings } from './warnings.ts';

/** Everything that sets a value, as on the command line. */
export interface ValuesRequest {
  /**
   * The chart's values.yaml, or its defaults from {@link prepareDefaults}, or those of all charts of a tree from
   * {@link readDefaultsTree}.
   */
  readonly defaults: { readonly path: string; readonly text: string } | ChartDefaults | DefaultsTree;
  /** The chart's name, for Helm's warnings; the name in prepared defaults has precedence. */
  readonly chart?: string;
  /** Values between the chart's own and the user's. */
  readonly platform?: { readonly name: string; readonly text: string };
  /** The arguments of `-f` as given: `a,b` is two files, `-` standard input. */
  readonly files?: readonly string[];
  /** Values from a program, which overrule those of the files. */
  readonly given?: FileSource;
  readonly setJson?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setFile?: readonly string[];
  readonly setLiteral?: readonly string[];
  /** Whether integers of `--set` are distinguished from other numbers; default: `plain`. */
  readonly integers?: Integers;
  /** What the chart expects, for warnings that need more than its defaults. */
  readonly expectations?: Expectations;
}

/** How files are read; relative names are up to the caller. */
export interface ValuesIo {
  /** @throws the errors of Node's `fs` */
  readonly readFile: (path: string) => Promise<Uint8Array | string>;
  readonly readStdin: () => Promise<Uint8Array | string>;
  /** @throws an error whose message contains the status, such as `404 Not Found` */
  readonly fetch: (url: string) => Promise<Uint8Array | string>;
}

/** The result of {@link computeValues}. */
export interface ComputedValues {
  /** Must not be changed: parts are shared with the chart's defaults. Empty where a problem is an error. */
  readonly values: ValueMap;
  readonly problems: readonly Problem[];
  readonly origins: Origins;
  /** For a tree of charts: the charts that take part, with their values. Absent where a problem is an error. */
  readonly tree?: TreeValues;
}

const OPTION_OF: { readonly [F in SetFlag]: 'setJson' | 'set' | 'setString' | 'setFile' | 'setLiteral' } = {
  '--set-json': 'setJson',
  '--set': 'set',
  '--set-string': 'setString',
  '--set-file': 'setFile',
  '--set-literal': 'setLiteral',
};

/**
 * Computes the values of a release as `helm template` does (Helm 4.2.4: `values.Options.MergeValues`, then
 * `CoalesceValues`), from the chart's defaults, the platform, `-f`, `--set-json`, `--set`, `--set-string`, `--set-file`
 * and `--set-literal`, each overruling the ones before.
 *
 * @returns never throws for a mistake of the user: the first error is among the problems, and ends the work as in Helm
 */
export async function computeValues(request: ValuesRequest, io: ValuesIo): Promise<ComputedValues> {
  const problems: Problem[] = [];
  let defaults: ChartDefaults | DefaultsTree | undefined;
  try {
    const loader = new Loader(io, problems);
    const sources = await loader.readSources(request);
    defaults = readChart(request, problems);
    const evaluation = evaluate(defaults, sources, request);
    const { values, tree } = evaluation;
    const origins = new Origins(evaluation);
    problems.push(...placeWarnings(evaluation, origins), ...findWarnings(evaluation, origins, request.expectations));
    return { values, problems, origins, ...(tree && { tree }) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return { values: newMap(), problems, origins: new Origins(evaluateNothing(defaults, request.chart)) };
  }
}

function readChart({ defaults, chart = '' }: ValuesRequest, problems: Problem[]): ChartDefaults | DefaultsTree {
  if (!('text' in defaults)) return defaults;
  const read = readDefaults(chart, defaults.path, defaults.text);
  problems.push(...read.problems);
  return read.source;
}

class Loader {
  readonly #io: ValuesIo;
  readonly #problems: Problem[];
  #stdinRead = false;

  constructor(io: ValuesIo, problems: Problem[]) {
    this.#io = io;
    this.#problems = problems;
  }

  /** All sources in order of precedence. The flags are parsed later, when they are evaluated. */
  async readSources(request: ValuesRequest): Promise<Source[]> {
    const sources: Source[] = [];
    const { platform } = request;
    if (platform) sources.push(this.#parse(platform.name, platform.text));
    // All arguments are parsed before any file is read.
    for (const name of (request.files ?? []).flatMap(namesOf)) sources.push(await this.#readValuesFile(name));
    if (request.given) sources.push(request.given);
    for (const flag of SET_FLAGS) {
      const texts = request[OPTION_OF[flag]] ?? [];
      const flags = texts.map((text, index): FlagSource => ({ kind: 'flag', flag, text, position: index + 1 }));
      if (flag !== '--set-file' || flags.length === 0) sources.push(...flags);
      else sources.push(...(await this.#readNamed(flags, assemble(sources))));
    }
    return sources;
  }

  async #readValuesFile(name: string): Promise<Source> {
    const read = await this.#read(name, decodeYaml);
    if ('error' in read) {
      const { error } = read;
      fail({
        code: 'file',
        message: error,
        where: { flag: { name: '-f', text: redact(name) } },
        ...hintForFile(error),
      });
    }
    if (read.invalidAt !== undefined) refuseEncoding(redact(name), read.text, read.invalidAt);
    return this.#parse(redact(name), read.text);
  }

  #parse(name: string, text: string): Source {
    const { source, problems } = readFileSource(name, text);
    this.#problems.push(...problems);
    return source;
  }

  /** @param target the result of the flags before: which files Helm reads depends on it */
  async #readNamed(flags: readonly FlagSource[], target: Target): Promise<FlagSource[]> {
    const sources: FlagSource[] = [];
    for (const flag of flags) {
      const reads: FileRead[] = [];
      for (const { name, offset } of namesOfFiles(flag, target)) {
        const read = await this.#read(name, decodeUtf8);
        reads.push(read);
        if ('error' in read) break;
        if (read.invalidAt !== undefined) this.#problems.push(warnOfBytes(flag, redact(name), offset));
      }
      sources.push({ ...flag, reads });
    }
    return sources;
  }

  async #read(name: string, decode: (bytes: Uint8Array) => Decoded): Promise<Decoded | { error: string }> {
    const location = locationOf(name);
    if (location.kind === 'invalid') return { error: location.error };
    if (location.kind === 'oci')
      return { error: `failed to fetch ${redact(name)}: values cannot be read from a registry` };
    try {
      const content = await this.#fetch(location.kind, name);
      if (content.length > MAX_FILE) throw tooLarge(MAX_FILE);
      return typeof content === 'string' ? { text: content } : decode(content);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      return { error: describeFailure(location.kind, redact(name), error) };
    }
  }

  async #fetch(kind: 'stdin' | 'file' | 'url', name: string): Promise<Uint8Array | string> {
    if (kind === 'url') return this.#io.fetch(name);
    if (kind === 'stdin') {
      // A second reader finds the end of the input.
      if (this.#stdinRead) return '';
      this.#stdinRead = true;
      return this.#io.readStdin();
    }
    if (name === '') throw Object.assign(new Error(), { code: 'ENOENT' });
    return this.#io.readFile(name);
  }
}

/** go-yaml recognises UTF-16 by its mark. Helm breaks lines of the little-endian form, which becomes invalid UTF-8. */
const decodeYaml = (bytes: Uint8Array): Decoded =>
  bytes[0] === 0xfe && bytes[1] === 0xff ? { text: new TextDecoder('utf-16be').decode(bytes) } : decodeUtf8(bytes);

function refuseEncoding(name: string, text: string, offset: number): never {
  const lines = new LineMap(text);
  const { line, column } = lines.locate(offset);
  fail({
    code: 'yaml-syntax',
    message: `${name} is not valid UTF-8`,
    where: { file: name, line, column, ...sourceOf(lines.line(line), column) },
    hint: 'save it in UTF-8',
  });
}

const warnOfBytes = ({ flag, text }: FlagSource, name: string, offset: number): Problem => ({
  code: 'file',
  severity: 'warning',
  message: `${name} is not valid UTF-8: each invalid byte becomes U+FFFD`,
  where: { flag: { name: flag, text, offset } },
  hint: 'encode the file first, for example in base64',
});

function namesOf(argument: string): readonly string[] {
  const split = splitFlag(argument);
  if ('names' in split) return split.names;
  return fail({
    code: 'usage',
    message: `invalid argument ${quoteText(argument)} for "-f, --values" flag: ${split.error}`,
    where: { flag: { name: '-f', text: argument } },
    hint: 'write a name with a comma or a double quote in double quotes, with "" for a quote',
  });
}

/** A hint for a values file that cannot be read. */
function hintForFile(error: string): { hint?: string } {
  const found = WAYS_OUT.find(([end]) => error.endsWith(end));
  return found ? { hint: found[1] } : {};
}

const WAYS_OUT = [
  ['no such file or directory', 'names are relative to the current directory; - is standard input'],
  ['is a directory', 'name a file in it'],
  ['file too large', `a values file has at most ${MAX_FILE} bytes`],
  ['permission denied', 'let it be read by the user that runs this'],
] as const;

/** Go's messages for errors of the operating system. */
const ERRNO: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or directory'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'operation not permitted'],
  ['ENOTDIR', 'not a directory'],
  ['ELOOP', 'too many levels of symbolic links'],
  ['ENAMETOOLONG', 'file name too long'],
  ['EMFILE', 'too many open files'],
  ['EFBIG', 'file too large'],
]);

function describeFailure(kind: 'stdin' | 'file' | 'url', name: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (kind === 'url') return `failed to fetch ${name} : ${message}`;
  if (code === 'EISDIR') return `read ${name}: is a directory`;
  return `open ${name}: ${ERRNO.get(code) ?? message}`;
}
