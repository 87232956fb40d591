import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fromBytes } from './byte-strings.ts';

/** A chart of generated templates. */
export interface FuzzCase {
  /** By their paths in the chart. */
  readonly templates: Readonly<Record<string, string>>;
  /** values.yaml */
  readonly values: string;
  /** `--set` */
  readonly set: readonly string[];
  /** The chart's other files. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * What a case prints, by the sources of its files (bytes that are not UTF-8 as lone surrogates), or why it does not.
 */
export type FuzzAnswer = { readonly printed: Readonly<Record<string, string>> } | { readonly error: string };

interface Line {
  readonly printed?: Record<string, string>;
  /** What is not UTF-8, in base64. */
  readonly bytes?: Record<string, string>;
  readonly error?: string;
}

/** Helm's engine in one process: test/oracle-go/templates. It is started again where a template ends it. */
export class TemplateOracle {
  readonly #program: string;
  #child: ChildProcessWithoutNullStreams | undefined;
  #waiting: ((answer: FuzzAnswer) => void)[] = [];

  constructor(program: string) {
    this.#program = program;
  }

  ask(one: FuzzCase): Promise<FuzzAnswer> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#child ??= this.#start();
      this.#child.stdin.write(`${JSON.stringify(one)}\n`);
    });
  }

  stop(): void {
    this.#child?.stdin.end();
    this.#child = undefined;
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawn(this.#program, { stdio: ['pipe', 'pipe', 'pipe'] });
    let trace = '';
    child.stderr.on('data', (text) => {
      if (trace.length < 1000) trace += text;
    });
    child.stdin.on('error', () => {});
    // Not by readline, which ends a line at U+2028, too.
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#waiting.shift()?.(read(line));
    });
    child.on('close', () => {
      if (this.#child === child) this.#child = undefined;
      for (const resolve of this.#waiting.splice(0)) resolve({ error: `the oracle ended: ${trace}` });
    });
    return child;
  }
}

function read(line: string): FuzzAnswer {
  const { printed = {}, bytes = {}, error }: Line = JSON.parse(line);
  if (error !== undefined) return { error };
  const decoded = Object.entries(bytes).map(([name, text]) => [name, fromBytes(Buffer.from(text, 'base64'))]);
  return { printed: { ...printed, ...Object.fromEntries(decoded) } };
}
