import { formatGo } from '../../../go/fmt.ts';
import { GoObject, type GoValue } from '../../../go/value.ts';

/** A complex number: only constants are complex, and templates can only print and compare them. */
export class GoComplex extends GoObject {
  readonly type = 'complex128';
  readonly kind = 'complex128';
  readonly real: number;
  readonly imaginary: number;

  constructor(real: number, imaginary: number) {
    super();
    this.real = real;
    this.imaginary = imaginary;
  }

  override format(): string {
    const imaginary = formatGo(this.imaginary);
    return `(${formatGo(this.real)}${/^[+-]/.test(imaginary) ? '' : '+'}${imaginary}i)`;
  }

  toPlain(): GoValue {
    return this.format();
  }
}
