import { allocate, spend } from '../../problem/budget.ts';
import { isWord, type Test } from './classes.ts';
import { type Assertion, type Node, parse, RegexpError } from './syntax.ts';

export { RegexpError } from './syntax.ts';

type Instruction =
  | { readonly op: 'set'; readonly test: Test }
  | { readonly op: 'split'; to: number; other: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly assert: Assertion }
  | { readonly op: 'match' };

/**
 * The largest program, in instructions. Nested repetitions multiply; larger expressions do not belong in a template.
 */
const MAX_PROGRAM = 20_000;
/** The most instructions that one search visits: seconds, not minutes. */
const MAX_STEPS = 200_000_000;

/** The cost of visiting one instruction, in units of the budget, and after how many of them it is charged. */
const STEP = 0.1;
const SPENT = 10_000;
/** The cost of a search, besides its steps, and the bytes of a match that is kept. */
const SEARCH = 1;
const MATCH_SIZE = 160;

/** Start and end of the match and of each group, as offsets into the string; -1 for a group without a match. */
export type Match = readonly number[];

/**
 * Go's regexp: the leftmost match, and of those the one that Perl would find first. All alternatives are followed in
 * parallel (Pike's machine), so that the time is proportional to string times expression. Values are untrusted strings,
 * and JavaScript's own RegExp needs exponential time for some of them.
 */
export class Regexp {
  readonly names: readonly string[];
  readonly #program: Instruction[] = [];
  readonly #slots: number;
  /** Made for the first search, and used again by each. */
  #threads: [Threads, Threads] | undefined;

  /** @throws RegexpError with Go's message */
  constructor(pattern: string) {
    const { node, names } = parse(pattern);
    this.names = names;
    this.#slots = 2 * (names.length + 1);
    this.#compile({ kind: 'group', node, index: 0 });
    this.#emit({ op: 'match' });
  }

  #emit<I extends Instruction>(instruction: I): I {
    if (this.#program.length >= MAX_PROGRAM) throw new RegexpError('error parsing regexp: expression is too large');
    this.#program.push(instruction);
    return instruction;
  }

  get #here(): number {
    return this.#program.length;
  }

  #compile(node: Node): void {
    switch (node.kind) {
      case 'set':
        this.#emit({ op: 'set', test: node.test });
        return;
      case 'assert':
        this.#emit({ op: 'assert', assert: node.assert });
        return;
      case 'group':
        this.#emit({ op: 'save', slot: 2 * node.index });
        this.#compile(node.node);
        this.#emit({ op: 'save', slot: 2 * node.index + 1 });
        return;
      case 'cat':
        for (const part of node.nodes) this.#compile(part);
        return;
      case 'alt':
        this.#compileAlternatives(node.nodes);
        return;
      case 'repeat':
        this.#compileRepeat(node);
    }
  }

  #compileAlternatives(nodes: readonly Node[]): void {
    const jumps: { to: number }[] = [];
    nodes.forEach((node, i) => {
      if (i === nodes.length - 1) {
        this.#compile(node);
        return;
      }
      const split = this.#emit({ op: 'split', to: this.#here + 1, other: 0 });
      this.#compile(node);
      jumps.push(this.#emit({ op: 'jump', to: 0 }));
      split.other = this.#here;
    });
    for (const jump of jumps) jump.to = this.#here;
  }

  #compileRepeat({ node, min, max, greedy }: Extract<Node, { kind: 'repeat' }>): void {
    const optional = (body: () => void): void => {
      const split = this.#emit({ op: 'split', to: this.#here + 1, other: 0 });
      body();
      split.other = this.#here;
      if (!greedy) [split.to, split.other] = [split.other, split.to];
    };
    const plus = (): void => {
      const start = this.#here;
      this.#compile(node);
      const [to, other] = greedy ? [start, this.#here + 1] : [this.#here + 1, start];
      this.#emit({ op: 'split', to, other });
    };
    if (max === Number.POSITIVE_INFINITY) {
      for (let i = 1; i < min; i++) this.#compile(node);
      if (min > 0) plus();
      // `x*` is `(x+)?`, which has the right precedence where x may be empty.
      else optional(plus);
      return;
    }
    for (let i = 0; i < min; i++) this.#compile(node);
    const nest = (left: number): void => {
      if (left > 0) {
        optional(() => {
          this.#compile(node);
          nest(left - 1);
        });
      }
    };
    nest(max - min);
  }

  /** The first match at or after an offset. */
  find(text: string, from = 0): Match | undefined {
    this.#threads ??= [new Threads(this.#program.length), new Threads(this.#program.length)];
    let [current, next] = this.#threads;
    current.clear();
    let found: Match | undefined;
    let steps = 0;
    let total = 0;
    const none: Match = new Array(this.#slots).fill(-1);
    for (let at = from; ; ) {
      if (!found) this.#follow(current, 0, at, text, none);
      if (current.count === 0) break;
      const point = text.codePointAt(at);
      const after = at + (point !== undefined && point > 0xffff ? 2 : 1);
      steps += current.count;
      if (steps >= SPENT) {
        spend(steps * STEP, 'a regular expression');
        total += steps;
        steps = 0;
      }
      if (total > MAX_STEPS) throw new RegexpError('the expression takes too long on this text');
      next.clear();
      for (let i = 0; i < current.count; i++) {
        const index = current.order[i] as number;
        const instruction = this.#program[index] as Instruction;
        if (instruction.op === 'match') {
          found = current.captures[index] as Match;
          break;
        }
        if (instruction.op === 'set' && point !== undefined && instruction.test(point)) {
          this.#follow(next, index + 1, after, text, current.captures[index] as Match);
        }
      }
      if (point === undefined) break;
      [current, next] = [next, current];
      at = after;
    }
    spend(steps * STEP + SEARCH, 'a regular expression');
    return found;
  }

  /** Adds all that is reachable without reading a character, in order of precedence. */
  #follow(threads: Threads, start: number, at: number, text: string, given: Match): void {
    /** The branches that are not followed yet. */
    let stack: { readonly index: number; readonly captures: Match }[] | undefined;
    let index = start;
    let captures = given;
    for (;;) {
      const instruction = threads.add(index, captures) ? (this.#program[index] as Instruction) : undefined;
      if (instruction?.op === 'jump') {
        index = instruction.to;
      } else if (instruction?.op === 'split') {
        stack ??= [];
        stack.push({ index: instruction.other, captures });
        index = instruction.to;
      } else if (instruction?.op === 'save') {
        const saved = captures.slice();
        saved[instruction.slot] = at;
        captures = saved;
        index++;
      } else if (instruction?.op === 'assert' && holds(instruction.assert, text, at)) {
        index++;
      } else {
        const branch = stack?.pop();
        if (!branch) return;
        ({ index, captures } = branch);
      }
    }
  }

  /** All matches that do not overlap, at most `limit`; an empty match directly after another one does not count. */
  *findAll(text: string, limit = Number.POSITIVE_INFINITY): Generator<Match> {
    let previousEnd = -1;
    for (let at = 0, count = 0; at <= text.length && count < limit; ) {
      const match = this.find(text, at);
      if (!match) return;
      const [start, end] = match as [number, number];
      const isAccepted = end !== at || start !== previousEnd;
      at = end === at ? at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) : end;
      previousEnd = end;
      if (!isAccepted) continue;
      count++;
      allocate(MATCH_SIZE, 'a regular expression');
      yield match;
    }
  }

  replaceAll(text: string, replacement: (match: Match) => string): string {
    let out = '';
    let copied = 0;
    for (let at = 0; at <= text.length; ) {
      const match = this.find(text, at);
      if (!match) break;
      const [start, end] = match as [number, number];
      out += text.slice(copied, start);
      if (end > copied || start === 0) out += replacement(match);
      copied = end;
      at = Math.max(end, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
    }
    return out + text.slice(copied);
  }

  /** Expands `$1`, `$name` and `${name}` in a replacement; the longest name counts, and unknown groups are empty. */
  expand(template: string, text: string, match: Match): string {
    return template.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar: string, bare: string, braced: string) => {
      if (dollar !== undefined) return '$';
      const name = bare ?? braced;
      const groups = /^\d+$/.test(name)
        ? [Number(name)]
        : this.names.flatMap((own, i) => (own === name ? [i + 1] : []));
      const group = groups.find((number) => (match[2 * number] ?? -1) >= 0);
      return group === undefined ? '' : text.slice(match[2 * group], match[2 * group + 1]);
    });
  }
}

function holds(assert: Assertion, text: string, at: number): boolean {
  switch (assert) {
    case 'text-begin':
      return at === 0;
    case 'text-end':
      return at === text.length;
    case 'line-begin':
      return at === 0 || text[at - 1] === '\n';
    case 'line-end':
      return at === text.length || text[at] === '\n';
    default: {
      const before = at > 0 && isWord(text.charCodeAt(at - 1));
      const after = at < text.length && isWord(text.charCodeAt(at));
      return (before !== after) === (assert === 'word');
    }
  }
}

/** The reachable instructions, each once, in order of precedence. */
class Threads {
  readonly order: Int32Array;
  readonly captures: (Match | undefined)[];
  readonly #position: Int32Array;
  count = 0;

  constructor(size: number) {
    this.order = new Int32Array(size);
    this.#position = new Int32Array(size);
    this.captures = new Array(size);
  }

  add(index: number, captures: Match): boolean {
    const position = this.#position[index] as number;
    if (position < this.count && this.order[position] === index) return false;
    this.#position[index] = this.count;
    this.order[this.count++] = index;
    this.captures[index] = captures;
    return true;
  }

  clear(): void {
    this.count = 0;
  }
}
