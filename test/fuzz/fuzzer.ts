import { Session } from 'node:inspector';
import { attempt, type Target } from './targets.ts';

/** A generator of numbers from 0 to below 1 that a seed decides (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What breaks parsers. */
const TOKENS = [
  ...'{}[]()<>:,.-+*&!|%@`\'"\\/#?=~$^;\0\n\r\t ',
  '{{',
  '}}',
  '---\n',
  '...\n',
  '\u0085',
  '\ufeff',
  '\ud800',
  '\u2028',
  '__proto__',
  'constructor',
  'null',
  '-0',
  '1e1000',
  '9223372036854775808',
  '0x',
  '<<: ',
  '!!binary ',
  '%TAG ',
  ' end ',
  ' else ',
  '{{/if}}',
  ' | ',
  '\\u',
  '(a?){99}',
];
const MAX_LENGTH = 4096;

/** One input from others: parts are cut, doubled, moved, mixed, and tokens put between them. */
export function mutate(corpus: readonly string[], next: () => number): string {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const place = (text: string): number => Math.floor(next() * (text.length + 1));
  let text = pick(corpus);
  for (let steps = 1 + Math.floor(next() * 4); steps > 0; steps--) {
    const [from, to] = [place(text), place(text)].sort((a, b) => a - b) as [number, number];
    const part = text.slice(from, to);
    const other = pick(corpus);
    text = pick([
      () => text.slice(0, from) + text.slice(to),
      () => text.slice(0, to) + part + text.slice(to),
      () => text.slice(0, from) + pick(TOKENS) + text.slice(from),
      () => text.slice(0, from) + pick(TOKENS) + text.slice(to),
      () => text.slice(0, from) + other.slice(place(other)) + text.slice(to),
      () => text.slice(0, from) + String.fromCharCode(Math.floor(next() * 256)) + text.slice(from + 1),
    ])();
  }
  return text.slice(0, MAX_LENGTH);
}

export interface Fuzzed {
  readonly inputs: number;
  /** Inputs that reached what no other had reached. */
  readonly kept: number;
  readonly findings: readonly { readonly input: string; readonly error: unknown }[];
}

/**
 * Runs a target with mutated inputs. With coverage, what reaches new code is mutated further: V8 reports which blocks
 * were entered for the first time, so nothing has to be installed.
 *
 * @param goOn asked before each input
 */
export async function fuzz(
  { seeds, run }: Target,
  { seed, goOn, coverage }: { seed: number; goOn: (inputs: number) => boolean; coverage?: Coverage },
): Promise<Fuzzed> {
  const next = random(seed);
  const corpus = [...seeds];
  const findings = new Map<string, { input: string; error: unknown }>();
  let inputs = 0;
  let kept = 0;
  for (; goOn(inputs); inputs++) {
    const input = inputs < seeds.length ? (seeds[inputs] as string) : mutate(corpus, next);
    try {
      await attempt(() => run(input));
    } catch (error) {
      const identity = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join('\n') : String(error);
      if (!findings.has(identity)) findings.set(identity, { input, error });
    }
    if (coverage?.isNew()) {
      corpus.push(input);
      kept++;
    }
  }
  return { inputs, kept, findings: [...findings.values()] };
}

/** What V8 has run since it was last asked. */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  }

  /** Whether there was something for the first time. */
  isNew(): boolean {
    let isNew = false;
    this.#session.post('Profiler.takePreciseCoverage', (_, result) => {
      for (const { scriptId, functions } of result?.result ?? [])
        for (const { ranges } of functions)
          for (const { startOffset, endOffset, count } of ranges) {
            const block = `${scriptId}:${startOffset}:${endOffset}:${count > 0}`;
            if (this.#seen.has(block)) continue;
            this.#seen.add(block);
            if (count > 0) isNew = true;
          }
    });
    return isNew;
  }
}
