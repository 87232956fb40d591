import { formatFloatVerb } from '../go/fmt/floats.ts';
import { formatIntVerb } from '../go/fmt/integers.ts';
import { padNumber } from '../go/fmt/spec.ts';
import { GoFormatter, sprintf, type Verb } from '../go/fmt.ts';
import { isNumber } from '../go/numbers.ts';
import { formatNumber } from '../go/text.ts';
import { type GoValue, newGoMap } from '../go/value.ts';
import { ExactNumber, isMap, type Value } from '../yaml/value.ts';

/**
 * `printf` for a language with one kind of numbers: a whole number is an int to every verb, whatever file it comes
 * from, any other number a float64; numbers keep their digits. In Helm all numbers of a values file are floats, and
 * `%d` prints `%!d(float64=80)`.
 *
 * @param format as Go's `fmt.Sprintf` takes it
 */
export const printf = (format: string, ...args: Value[]): string => sprintf(format, ...args.map(toGo));

function toGo(value: Value): GoValue {
  if (isNumber(value)) return new AnyNumber(value);
  if (Array.isArray(value)) return value.map(toGo);
  if (isMap(value)) return newGoMap(Object.keys(value).map((key) => [key, toGo(value[key] as Value)]));
  return value;
}

const isWhole = (value: number | ExactNumber): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : /^-?\d+$/.test(value.text);

/** A number that is an int or a float64 by its value. */
class AnyNumber extends GoFormatter {
  readonly #value: number | ExactNumber;
  readonly type: 'int' | 'float64';

  constructor(value: number | ExactNumber) {
    super();
    this.#value = value;
    this.type = isWhole(value) ? 'int' : 'float64';
  }

  get kind(): string {
    return this.type;
  }

  override format(): string {
    return formatNumber(this.#value);
  }

  toPlain(): GoValue {
    return Number(this.#value);
  }

  formatVerb(spec: Verb): string | undefined {
    if (spec.detail === '#') return this.format();
    const number = Number(this.#value);
    if (this.type === 'int') {
      const whole = BigInt(this.#value instanceof ExactNumber ? this.#value.text : this.#value);
      // Verbs of floats print a whole number as a float, because in Helm the numbers of files are floats.
      return formatIntVerb(whole, spec) ?? ('eEfFgG'.includes(spec.verb) ? formatFloatVerb(number, spec) : undefined);
    }
    if (spec.verb !== 'v' || spec.precision !== undefined) return formatFloatVerb(number, spec);
    return padNumber(number < 0, this.format().replace(/^-/, ''), spec, false);
  }
}
