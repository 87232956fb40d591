import type { Problem } from '../../../problem/problem.ts';
import { isImmutable, isMap } from '../../../yaml/value.ts';
import type { RenderContext } from '../../context.ts';
import { fieldOf, hasFields } from '../runtime/field.ts';

/** More than this of one template is a loop over something, whose turns differ. */
const MAX_KEPT = 16;
/** What lasts is bounded: UTF-16 code units of a text, and how much a template asked for it. */
const MAX_TEXT = 16 * 1024;
const MAX_ASKED = 1000;
/** What is noted in a release is bounded, for templates that turn in loops. */
const MAX_NOTES = 100_000;

/** What a template warned of. */
export type Warning = Omit<Problem, 'severity' | 'code'> & { readonly code?: Problem['code'] };

/** A path from the root context: what its first step is called in messages, and keys. */
export type RootPath = readonly string[];

/** What a template did. */
export interface Printed {
  readonly text: string;
  readonly warnings: readonly Warning[];
}

interface Entry extends Printed {
  readonly arg: unknown;
  /** What the text depends on beside the argument: paths from the root context and what stood there, in turn. */
  readonly asked: unknown[];
  /** Whether it holds in any release in which the same answers are given. */
  readonly lasts: boolean;
}

/** Texts that hold beyond one release, of one set of templates, by the templates' names. */
export type Lasting = Map<string, Entry[]>;

/**
 * What templates printed, kept for when the same is asked again: by another object of the release, which has the same
 * names and labels, or by another release, most of whose values are the same. A template's text follows from its
 * argument and from what it asks of the root context; both are compared, as texts, numbers and the like, or by identity
 * where they are immutable. In one release nothing changes, and identity is enough.
 *
 * What asks for more (chance, the file that it stands in, the root context as a whole) is not kept.
 */
export class Kept {
  readonly #lasting: Lasting | undefined;
  readonly #brief = new Map<string, Entry[]>();
  /** Paths and answers, in turn, as far as what is being rendered may last. */
  readonly #asked: unknown[] = [];
  readonly #warnings: Warning[] = [];
  #notes = 0;
  /** The last note of what another release may answer otherwise without being seen to, and of what cannot be kept. */
  #lastBrief = 0;
  #lastExtra = 0;
  /** How many of the templates that are being rendered may last. */
  #hopeful = 0;

  /** @param lasting what is kept beyond this release, if anything is */
  constructor(lasting?: Lasting) {
    this.#lasting = lasting;
  }

  /** Notes that a template asked for what differs from file to file or from call to call. */
  noteExtra(): void {
    this.#lastExtra = ++this.#notes;
    this.#hopeful = 0;
  }

  noteAnswer(path: RootPath, answer: unknown): void {
    if (path[1] === 'Template') this.noteExtra();
    else if (!isLasting(answer)) this.#noteBrief();
    else if (this.#isAwaited()) this.#asked.push(path, answer);
  }

  /** Whether what is asked now is to be noted: something that may last depends on it, and not too much is noted. */
  #isAwaited(): boolean {
    if (this.#asked.length >= MAX_NOTES) this.#noteBrief();
    return this.#hopeful > 0;
  }

  noteWarning(warning: Warning): void {
    if (this.#warnings.length >= MAX_NOTES) this.noteExtra();
    else this.#warnings.push(warning);
  }

  #noteBrief(): void {
    this.#lastBrief = ++this.#notes;
    this.#hopeful = 0;
  }

  /**
   * @param arg the argument of the call; undefined for the root context
   * @param root the root context, for what other releases asked of it
   * @returns what is kept of such a call
   */
  find(name: string, arg: unknown, root: RenderContext): Printed | undefined {
    const known = this.#findBrief(name, arg) ?? this.#findLasting(name, arg, root);
    if (!known) return undefined;
    // For the templates around it, this one has asked once more.
    if (!known.lasts) this.#noteBrief();
    else if (this.#isAwaited()) for (const one of known.asked) this.#asked.push(one);
    return known;
  }

  #findBrief(name: string, arg: unknown): Entry | undefined {
    const entries = this.#brief.get(name);
    if (entries) for (const entry of entries) if (isSame(entry.arg, arg)) return entry;
    return undefined;
  }

  #findLasting(name: string, arg: unknown, root: RenderContext): Entry | undefined {
    const entries = this.#lasting?.get(name);
    if (!entries) return undefined;
    for (const entry of entries) {
      if (!isSame(entry.arg, arg) || !holds(entry.asked, root)) continue;
      this.#add(name, entry);
      return entry;
    }
    return undefined;
  }

  /** A template is about to be rendered, and {@link keep} told when it is. */
  begin(): Mark {
    if (this.#lasting) this.#hopeful++;
    return { notes: this.#notes, asked: this.#asked.length, warned: this.#warnings.length };
  }

  /** @param mark what {@link begin} gave; `name` and `arg` are as for {@link find} */
  keep(name: string, arg: unknown, text: string, { notes, asked, warned }: Mark): void {
    if (this.#hopeful > 0) this.#hopeful--;
    if (this.#lastExtra > notes) return;
    const warnings = this.#warnings.length > warned ? this.#warnings.slice(warned) : NONE;
    const lasts = this.#lasting !== undefined && this.#lastBrief <= notes && isLastingArgument(arg);
    const entry = { arg, text, warnings, asked: lasts ? distinct(this.#asked, asked) : [], lasts };
    this.#add(name, entry);
    if (!lasts) this.#noteBrief();
    else if (text.length <= MAX_TEXT && entry.asked.length <= 2 * MAX_ASKED)
      this.#lasting?.set(name, [entry, ...(this.#lasting.get(name) ?? []).slice(0, MAX_KEPT - 1)]);
  }

  #add(name: string, entry: Entry): void {
    const entries = this.#brief.get(name);
    if (!entries) this.#brief.set(name, [entry]);
    else if (entries.length < MAX_KEPT) entries.push(entry);
  }
}

/** From where on what a template asked and warned of is its own. */
interface Mark {
  readonly notes: number;
  readonly asked: number;
  readonly warned: number;
}

const NONE: readonly never[] = [];

/** What was asked from `start` on; what is asked by the same line of a template, once. */
function distinct(asked: readonly unknown[], start: number): unknown[] {
  const answers = new Map<unknown, unknown>();
  for (let i = start; i < asked.length; i += 2) answers.set(asked[i], asked[i + 1]);
  const result: unknown[] = [];
  for (const [path, answer] of answers) result.push(path, answer);
  return result;
}

/** Whether the same answers are given. The first that is not goes to the front: it is likely to differ again. */
function holds(asked: unknown[], root: RenderContext): boolean {
  for (let i = 0; i < asked.length; i += 2) {
    const path = asked[i] as RootPath;
    const answer = asked[i + 1];
    if (answerOf(path, root) === answer) continue;
    if (i > 0) asked.unshift(...asked.splice(i, 2));
    return false;
  }
  return true;
}

/** What stands at a path; never equal to an answer where a template could not ask. */
function answerOf(path: RootPath, root: RenderContext): unknown {
  let value: unknown = root;
  for (let i = 1; i < path.length; i++) {
    if (value === null || value === undefined) return NO_ANSWER;
    if (!hasFields(value, path[i] as string)) return NO_ANSWER;
    value = fieldOf(value, path[i] as string);
  }
  return value;
}

const NO_ANSWER = Symbol('no answer');

/** The same, or maps (such as a call's keywords) of the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isMap(one) || !isMap(other)) return false;
  let keys = 0;
  for (const key in one) {
    if (!(key in other) || one[key] !== other[key]) return false;
    keys++;
  }
  for (const _ in other) keys--;
  return keys === 0;
}

/** Whether what is identical to it in another release is the same, and not what became of it. */
const isLasting = (value: unknown): boolean => typeof value !== 'object' || value === null || isImmutable(value);

const isLastingArgument = (arg: unknown): boolean =>
  isLasting(arg) || (isMap(arg) && Object.values(arg).every(isLasting));
