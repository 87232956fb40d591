import { formatFloatVerb } from './fmt/floats.ts';
import { GoFormatter, type Verb } from './fmt/spec.ts';
import { formatGo } from './fmt.ts';
import type { GoValue } from './value.ts';

/** A complex number. Only constants of templates are complex; templates can print and compare them. */
export class GoComplex extends GoFormatter {
  readonly type = 'complex128';
  readonly kind = 'complex128';
  readonly real: number;
  readonly imaginary: number;

  constructor(real: number, imaginary: number) {
    super();
    this.real = real;
    this.imaginary = imaginary;
  }

  get isZero(): boolean {
    return this.real === 0 && this.imaginary === 0;
  }

  /** Both parts take the verb of a float, with its flags, width and precision; the second one always has a sign. */
  formatVerb(spec: Verb): string | undefined {
    const real = formatFloatVerb(this.real, spec);
    const imaginary = formatFloatVerb(this.imaginary, { ...spec, flags: new Set([...spec.flags, '+']) });
    return real === undefined ? undefined : `(${real}${imaginary}i)`;
  }

  override format(): string {
    return formatGo(this);
  }

  toPlain(): GoValue {
    return this.format();
  }
}
