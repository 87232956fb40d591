import { rejoin } from '../../go/bytes.ts';
import { quoteText } from '../../go/text.ts';
import { GoError, type GoValue, newGoMap } from '../../go/value.ts';
import { type Budget, within } from '../../problem/budget.ts';
import { fail } from '../../problem/problem.ts';
import { Limits, newBudget } from '../limits.ts';
import type { Root, WriteYaml } from './objects/index.ts';
import { Values } from './objects/values.ts';
import type { SyntaxFault } from './parse/fault.ts';
import type { Engine, Frame, Runnable, Step } from './run/frame.ts';
import type { Template, TemplateNames } from './run/templates.ts';
import { NoTemplate, TplFault, TplSyntaxFault } from './tpl-fault.ts';

/** A parsed string of `tpl`: the template itself, and those that it defines. */
export interface ParsedString {
  readonly main: Template;
  /** Its templates, which override the existing ones. */
  readonly over: (outer: TemplateNames) => TemplateNames;
}

/** What a render needs from the program. */
export interface ProgramParts {
  readonly templates: TemplateNames;
  readonly parseString: (text: string) => ParsedString | SyntaxFault;
  readonly writeYaml: WriteYaml;
}

/** A file that is rendered: its name in the tree, and the path of its chart's templates. */
export interface File {
  readonly name: string;
  readonly basePath: string;
}

/** Helm's recursionMaxNums: how often a template may be included within itself. */
const MAX_INCLUDES = 1000;
/** In Helm only Go's stack limits `tpl` within `tpl`. */
const MAX_TPL = 500;
/** What text/template prints for a missing value; Helm removes it from all output. */
const NO_VALUE = '<no value>';

/** Runs the files of one release, one after another. */
export class Run implements Engine {
  readonly #parts: ProgramParts;
  readonly #limits: Limits;
  readonly #budget: Budget;
  readonly #included = new Map<string, number>();
  #templates: TemplateNames;
  #tplDepth = 0;

  /** @param limits of the surrounding render, if there is one */
  constructor(parts: ProgramParts, budget: Budget = newBudget(), limits: Limits = new Limits()) {
    this.#limits = limits;
    this.#parts = parts;
    this.#budget = budget;
    this.#templates = parts.templates;
  }

  /**
   * The output of a file.
   *
   * @param body its statements
   * @throws ExecFault, ProblemError, RangeError
   */
  file({ name, basePath }: File, body: Step, { map, dot }: Root): string {
    this.#templates = this.#parts.templates;
    this.#tplDepth = 0;
    this.#included.clear();
    const template = newGoMap([
      ['Name', name],
      ['BasePath', basePath],
    ]);
    map.Template = new Values(template, this.#parts.writeYaml);
    const frame: Frame = { out: '', dot, slots: [dot], engine: this };
    within(this.#budget, () => body(frame));
    this.#limits.countLength(frame.out.length);
    return rejoin(erase(frame.out));
  }

  find(name: string): Runnable | undefined {
    this.#limits.countCall();
    return this.#templates.find(name);
  }

  include(name: string, data: GoValue): string {
    const depth = this.#included.get(name) ?? 0;
    if (depth > MAX_INCLUDES) {
      throw new GoError(`rendering template has a nested reference name: ${name}: unable to execute template`);
    }
    const template = this.find(name);
    if (!template) throw new NoTemplate(name);
    this.#included.set(name, depth + 1);
    const dot = data === null ? undefined : data;
    const frame: Frame = { out: '', dot, slots: [dot], engine: this };
    template.body(frame);
    this.#included.set(name, depth);
    this.#limits.countLength(frame.out.length);
    return frame.out;
  }

  tpl(text: string, data: GoValue): string {
    if (!text.includes('{{')) return erase(text);
    const parsed = this.#parts.parseString(text);
    if (!('main' in parsed)) throw new TplSyntaxFault(text, parsed);
    if (this.#tplDepth >= MAX_TPL) {
      fail({
        code: 'template',
        message: `tpl is called within itself ${MAX_TPL} deep, of ${quoteText(text.slice(0, 60))}`,
        hint: 'look for a value that holds itself',
      });
    }
    this.#limits.countCall();
    const outer = this.#templates;
    this.#templates = parsed.over(outer);
    this.#tplDepth++;
    const dot = data === null ? undefined : data;
    const frame: Frame = { out: '', dot, slots: [dot], engine: this };
    try {
      parsed.main.body(frame);
    } catch (error) {
      throw error instanceof RangeError ? error : new TplFault(text, error);
    }
    this.#templates = outer;
    this.#tplDepth--;
    this.#limits.countLength(frame.out.length);
    return erase(frame.out);
  }

  countTurns(turns: number): void {
    this.#limits.countTurns(turns);
  }

  countText(length: number): void {
    if (length > MOST_TEXT) this.#limits.countLength(length);
  }

  /** The names of all templates, for suggestions. */
  names = (): string[] => this.#templates.names();
}

/** Output is counted when it is complete, unless it is very long. */
const MOST_TEXT = 64 * 1024 * 1024;

const erase = (text: string): string => (text.includes(NO_VALUE) ? text.replaceAll(NO_VALUE, '') : text);
