import type { Problem } from '../problems.ts';
import { isImmutable, isMap } from '../yaml/value.ts';

/** More than this of one template is a loop over something, whose turns differ. */
const MAX_KEPT = 16;
/** What lasts is bounded: UTF-16 code units of a text, and how much a template asked for it. */
const MAX_TEXT = 16 * 1024;
const MAX_ASKED = 1000;

/** What a template warned of. */
export type Warning = Omit<Problem, 'severity' | 'code'>;

/** A path from the root context: what its first step is called in messages, and keys. */
export type RootPath = readonly string[];

interface Entry {
  readonly arg: unknown;
  readonly text: string;
  readonly warnings: readonly Warning[];
  /** What the text depends on beside the argument: paths from the root context and what stood there, in turn. */
  readonly asked: readonly unknown[];
  /** Whether it holds in any release in which the same answers are given. */
  readonly lasts: boolean;
}

type Entries = Map<string, Entry[]>;

/** Texts that hold beyond one release, of one set of templates. */
export class Lasting {
  readonly entries: Entries = new Map();
}

/**
 * What templates printed, kept for when the same is asked again: by another object of the release, which has the same
 * names and labels, or by another release, most of whose values are the same. A template's text follows from its
 * argument and from what it asks of the root context; both are compared, as texts, numbers and the like, or by identity
 * where they are immutable. In one release nothing changes, and identity is enough.
 *
 * What asks for more (chance, the file that it stands in, the root context as a whole) is not kept.
 */
export class Kept {
  readonly #lasting: Entries;
  readonly #brief: Entries = new Map();
  #asked: unknown[] = [];
  readonly #warnings: Warning[] = [];
  #notes = 0;
  /** The last note of what another release may answer otherwise without being seen to, and of what cannot be kept. */
  #lastBrief = 0;
  #lastExtra = 0;

  constructor({ entries } = new Lasting()) {
    this.#lasting = entries;
  }

  /** Notes that a template asked for what differs from file to file or from call to call. */
  noteExtra(): void {
    this.#lastExtra = ++this.#notes;
  }

  noteAnswer(path: RootPath, answer: unknown): void {
    this.#notes++;
    if (path[1] === 'Template') this.#lastExtra = this.#notes;
    else if (!isLasting(answer)) this.#lastBrief = this.#notes;
    else this.#asked.push(path, answer);
  }

  noteWarning(warning: Warning): void {
    this.#warnings.push(warning);
  }

  /**
   * @param arg the argument of the call; undefined for the root context
   * @param root the root context, for what other releases asked of it
   * @param make renders the template
   * @param warn is given the warnings of what is not rendered again
   */
  text(name: string, arg: unknown, root: object, make: () => string, warn: (warning: Warning) => void): string {
    const brief = this.#brief.get(name) ?? [];
    const known = brief.find((one) => isSame(one.arg, arg)) ?? this.#fromOthers(name, arg, root, brief);
    if (known) {
      this.#repeat(known, warn);
      return known.text;
    }
    const notes = this.#notes;
    const asked = this.#asked.length;
    const warned = this.#warnings.length;
    const text = make();
    if (this.#lastExtra > notes || brief.length >= MAX_KEPT) return text;
    const lasts = this.#lastBrief <= notes && isLastingArgument(arg);
    const entry = { arg, text, warnings: this.#warnings.slice(warned), asked: this.#asked.slice(asked), lasts };
    this.#brief.set(name, [...brief, entry]);
    if (lasts && text.length <= MAX_TEXT && entry.asked.length <= 2 * MAX_ASKED)
      this.#lasting.set(name, [entry, ...(this.#lasting.get(name) ?? []).slice(0, MAX_KEPT - 1)]);
    return text;
  }

  #fromOthers(name: string, arg: unknown, root: object, brief: Entry[]): Entry | undefined {
    const found = this.#lasting.get(name)?.find((one) => isSame(one.arg, arg) && holds(one.asked, root));
    if (found && brief.length < MAX_KEPT) this.#brief.set(name, [...brief, found]);
    return found;
  }

  /** For the templates around it, a text that is kept has asked and warned once more. */
  #repeat({ asked, warnings, lasts }: Entry, warn: (warning: Warning) => void): void {
    this.#notes++;
    if (lasts) this.#asked.push(...asked);
    else this.#lastBrief = this.#notes;
    for (const warning of warnings) warn(warning);
  }
}

/** Whether the same answers are given. */
function holds(asked: readonly unknown[], root: object): boolean {
  for (let i = 0; i < asked.length; i += 2) if (answerOf(asked[i] as RootPath, root) !== asked[i + 1]) return false;
  return true;
}

/** What stands at a path; never equal to an answer where a template could not ask. */
function answerOf(path: RootPath, root: object): unknown {
  let value: unknown = root;
  for (let i = 1; i < path.length; i++) {
    if (value === null || value === undefined) return NO_ANSWER;
    const key = path[i] as string;
    const field = typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
    value = field === undefined || Object.hasOwn(value, key) ? field : undefined;
  }
  return value;
}

const NO_ANSWER = Symbol('no answer');

/** The same, or maps (such as a call's keywords) of the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isMap(one) || !isMap(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && one[key] === other[key]);
}

/** Whether what is identical to it in another release is the same, and not what became of it. */
const isLasting = (value: unknown): boolean => typeof value !== 'object' || value === null || isImmutable(value);

const isLastingArgument = (arg: unknown): boolean =>
  isLasting(arg) || (isMap(arg) && Object.values(arg).every(isLasting));
