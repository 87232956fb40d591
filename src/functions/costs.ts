import { allocate, spend } from '../problem/budget.ts';
import { ExactNumber, type Value } from '../yaml/value.ts';

/** Operations that take milliseconds, in units of the budget (microseconds). */
export const RSA_2048 = 150_000;
export const RSA_4096 = 1_500_000;
export const OTHER_KEY = 2_000;
export const SIGNATURE = 3_000;
export const BCRYPT = 80_000;
export const SCRYPT = 200_000;

/** Units of a call, of a character and of an element that is read. */
const CALL = 0.2;
const CHARACTER = 0.01;
const ELEMENT = 0.05;
/** Units of a value that a function reads at any depth. */
const NODE = 1;
/** Bytes of a character, and of an element of a list or map. */
const CHARACTER_SIZE = 2;
const ELEMENT_SIZE = 32;

/** Functions that do more work for each character than others: units, and bytes that they need temporarily. */
const PER_CHARACTER: ReadonlyMap<string, readonly [units: number, bytes: number]> = new Map(
  Object.entries<readonly [units: number, bytes: number]>({
    adler32sum: [0.02, 1],
    b32dec: [0.05, 16],
    b32enc: [0.1, 16],
    camelcase: [0.3, 60],
    kebabcase: [0.5, 200],
    lower: [0.02, 4],
    initials: [0.1, 40],
    sha1sum: [0.02, 1],
    sha256sum: [0.05, 1],
    sha512sum: [0.02, 1],
    shuffle: [0.5, 16],
    snakecase: [0.5, 200],
    split: [0.2, 60],
    splitList: [0.05, 24],
    splitn: [0.2, 60],
    swapcase: [0.3, 40],
    title: [0.2, 20],
    trimAll: [0.05, 16],
    trimall: [0.05, 16],
    untitle: [0.2, 20],
    upper: [0.02, 4],
    wrap: [0.1, 20],
    wrapWith: [0.1, 20],
  }),
);

/** Functions whose cost does not depend on the size of their arguments. */
const FIXED: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    bcrypt: BCRYPT,
    genCA: RSA_2048 + SIGNATURE,
    genCAWithKey: SIGNATURE,
    genPrivateKey: RSA_4096,
    genSelfSignedCert: RSA_2048 + SIGNATURE,
    genSelfSignedCertWithKey: SIGNATURE,
    genSignedCert: RSA_2048 + SIGNATURE,
    genSignedCertWithKey: SIGNATURE,
    htpasswd: BCRYPT,
    uuidv4: 5,
  }),
);

/** Functions that create as many characters or elements as an argument states: its position, and bytes of each. */
const COUNTED: ReadonlyMap<string, readonly [argument: number, bytes: number]> = new Map(
  Object.entries<readonly [argument: number, bytes: number]>({
    indent: [0, 2],
    nindent: [0, 2],
    randAlpha: [0, 8],
    randAlphaNum: [0, 8],
    randAscii: [0, 8],
    randBytes: [0, 4],
    randNumeric: [0, 8],
    repeat: [0, 2],
    until: [0, 32],
  }),
);

/** Functions that read only the first level of their arguments. */
const SHALLOW = new Set(
  (
    'all and any append chunk coalesce compact concat default dict dig empty first get hasKey index initial kindIs ' +
    'kindOf last len list lookup not omit or pick pluck prepend push required rest reverse set slice ternary tuple ' +
    'typeIs typeIsLike typeOf unset values keys deepCopy'
  ).split(' '),
);

/** `mustX` costs the same as `x`. */
const looksAtFirst = (name: string): boolean =>
  SHALLOW.has(name.replace(/^must([A-Z])/, (_, first: string) => first.toLowerCase()));

/** What a call of one function costs. Its parts are looked up once, because each call is charged. */
export class CallCost {
  readonly #name: string;
  readonly #call: number;
  readonly #units: number;
  readonly #bytes: number;
  readonly #isShallow: boolean;
  readonly #counted: readonly [argument: number, bytes: number] | undefined;

  constructor(name: string) {
    this.#name = name;
    this.#call = CALL + (FIXED.get(name) ?? 0);
    [this.#units, this.#bytes] = PER_CHARACTER.get(name) ?? [CHARACTER, 0];
    this.#isShallow = looksAtFirst(name);
    this.#counted = COUNTED.get(name);
  }

  /**
   * Charges the cost of a call to the budget of the render, before the call.
   *
   * @param args its arguments, checked
   * @throws ProblemError `template` where the budget is used up
   */
  draw(args: readonly unknown[]): void {
    spend(this.#call, this.#name);
    for (const arg of args) {
      if (typeof arg === 'string') this.#drawString(arg);
      else if (typeof arg === 'object' && arg !== null) this.#drawContainer(arg, !this.#isShallow);
    }
    if (this.#counted) this.#drawCount(args, this.#counted);
  }

  #drawString(text: string): void {
    if (text.length === 0 || this.#isShallow) return;
    spend(text.length * this.#units, this.#name);
    if (this.#bytes > 0) allocate(text.length * this.#bytes, this.#name);
  }

  #drawContainer(container: object, isDeep: boolean): void {
    if (Array.isArray(container)) {
      spend(container.length * (isDeep ? NODE : ELEMENT), this.#name);
      if (isDeep) for (const item of container) this.#drawDeep(item);
    } else if (isDeep && !(container instanceof ExactNumber)) {
      const map = container as Readonly<Record<string, unknown>>;
      for (const key in map) {
        spend(NODE + key.length * CHARACTER, this.#name);
        this.#drawDeep(map[key]);
      }
    }
  }

  #drawDeep(value: unknown): void {
    if (typeof value === 'string') this.#drawString(value);
    else if (typeof value === 'object' && value !== null) this.#drawContainer(value, true);
  }

  #drawCount(args: readonly unknown[], [argument, bytes]: readonly [argument: number, bytes: number]): void {
    const count = args[argument];
    if (typeof count !== 'number' || count <= 0) return;
    const text = args[1];
    const times = typeof text === 'string' && this.#name === 'repeat' ? text.length : 1;
    spend(count * times * CHARACTER, this.#name);
    allocate(count * times * bytes, this.#name);
  }
}

/**
 * Charges the bytes of the result of a function, as far as it is new: the first level.
 *
 * @throws ProblemError `template` where the budget is used up
 */
export function allocateResult(name: string, result: Value): void {
  if (typeof result === 'string') allocate(result.length * CHARACTER_SIZE, name);
  else if (Array.isArray(result)) allocate(result.length * ELEMENT_SIZE, name);
}
