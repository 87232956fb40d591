import { type ComputedValues, computeValues, type ValuesIo } from '../../src/values/index.ts';
import { parseJson } from '../../src/yaml/json.ts';
import type { ValueMap } from '../../src/yaml/value.ts';

/** One computation: what is given, and what Helm makes of it. */
export interface Case extends Input {
  readonly name: string;
  readonly helm: Answer;
  readonly helm3?: Answer;
  /** The values, as JSON, where they are meant to differ from Helm's. */
  readonly here?: string;
}

export interface Input {
  /** values.yaml of the chart, whose name is kilo. */
  readonly chart?: string;
  /** The files that flags can name. */
  readonly disk?: { readonly [name: string]: string | { readonly base64: string } };
  readonly stdin?: string;
  readonly files?: readonly string[];
  readonly setJson?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setFile?: readonly string[];
  readonly setLiteral?: readonly string[];
}

export interface Answer {
  readonly values?: ValueMap;
  readonly error?: string;
  /** Whether the error is one of YAML's or JSON's grammar, for which Helm has other words. */
  readonly syntax?: boolean;
  readonly warnings?: readonly string[];
}

export const parseCases = (text: string): { helm: string; helm3: string; cases: Case[] } =>
  parseJson(text) as unknown as { helm: string; helm3: string; cases: Case[] };

/** What this program answers. */
export async function compute(input: Input): Promise<Answer> {
  const { values, problems } = await computeInput(input);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) return { error: error.message, syntax: error.code === 'yaml-syntax' };
  const warnings = problems.filter(({ code }) => code === 'values-table').map(({ message }) => message);
  return { values, warnings: warnings.sort() };
}

export function computeInput(input: Input): Promise<ComputedValues> {
  const defaults = { path: 'values.yaml', text: input.chart ?? '' };
  return computeValues({ ...input, chart: 'kilo', defaults }, ioOf(input));
}

const ioOf = ({ disk = {}, stdin = '' }: Input): ValuesIo => ({
  readFile: async (path) => {
    const name = path.replace(/^\.\/|^d\/\.\.\//, '');
    const content = Object.hasOwn(disk, name) ? disk[name] : undefined;
    if (content !== undefined) return Buffer.from(...bytesOf(content));
    const isFolder = name === '.' || Object.keys(disk).some((file) => file.startsWith(`${name}/`));
    throw Object.assign(new Error(name), { code: isFolder ? 'EISDIR' : 'ENOENT' });
  },
  readStdin: async () => stdin,
  fetch: async () => {
    throw new Error('no network in tests');
  },
});

const bytesOf = (content: string | { readonly base64: string }): [string, BufferEncoding] =>
  typeof content === 'string' ? [content, 'utf8'] : [content.base64, 'base64'];
