import { quoteText } from '../../go/text.ts';
import { GoError } from '../../go/value.ts';
import type { SyntaxFault } from './parse/fault.ts';

/** A string of `tpl` that cannot be parsed. */
export class TplSyntaxFault extends GoError {
  readonly text: string;
  readonly fault: SyntaxFault;

  constructor(text: string, fault: SyntaxFault) {
    super(`cannot parse template ${quoteText(text)}: template: gotpl:${fault.line}: ${fault.message}`);
    this.text = text;
    this.fault = fault;
  }
}

/** A string of `tpl` that failed when it was run. */
export class TplFault extends GoError {
  readonly text: string;
  override readonly cause: unknown;

  constructor(text: string, cause: unknown) {
    super(`error during tpl function execution for ${quoteText(text)}: `);
    this.text = text;
    this.cause = cause;
  }
}

/** `include` of a template that is not defined. */
export class NoTemplate extends GoError {
  readonly template: string;

  constructor(template: string) {
    super(`template: no template ${quoteText(template)} associated with template "gotpl"`);
    this.template = template;
  }
}
