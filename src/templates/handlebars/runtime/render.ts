import { type Budget, spend, within as withinBudget } from '../../../problem/budget.ts';
import type { Path } from '../../../problem/path.ts';
import { fail, type Problem, type Where } from '../../../problem/problem.ts';
import { suggest } from '../../../problem/suggest.ts';
import { toJson } from '../../../yaml/json.ts';
import type { Value } from '../../../yaml/value.ts';
import { toYaml } from '../../../yaml/write.ts';
import { type NamedTemplate, namedTemplates, type Scope } from '../../common/index.ts';
import type { RenderContext } from '../../context.ts';
import type { UnsetValue } from '../../language.ts';
import { asProblem, Limits, newBudget } from '../../limits.ts';
import { unpackPlace } from '../generate/place.ts';
import type { Escape } from '../options.ts';
import { type Expectation, evaluate, insideOf, within } from './evaluate.ts';
import { HeldStrings } from './held-strings.ts';
import type { Warning } from './helper.ts';
import type { Template } from './template.ts';

/** The compiled templates of a chart. */
export interface TemplateSet {
  readonly files: readonly TemplateFile[];
  /** Whether to report values that are read and not set; for the built-in chart, its tests do that. */
  readonly watchesValues?: boolean;
  /** The chart's inline templates. */
  readonly named: ReadonlyMap<string, TemplateFile>;
}

/** One compiled template file. */
export interface TemplateFile {
  /** As in Helm's `.Template.Name`, without `.hbs`: `kilo/templates/daemonset.yaml`. */
  readonly source: string;
  /** The file, for problems: `templates/daemonset.yaml.hbs`. */
  readonly file: string;
  readonly template: Template;
}

/** Compiles a string of the values, or one that a template made. */
export type CompileText = (text: string, mode: Escape) => Template;

/** What ends the base path of a template. */
const DIRECTORY = '/templates/';

/** The units of the budget for each character of a string that is a template. */
const STRING = 0.5;

/** The limits for all files of one release together. */
export interface RenderBounds {
  readonly limits: Limits;
  readonly budget: Budget;
}

/** The limits of a release. */
export const newBounds = (budget: Budget = newBudget()): RenderBounds => ({ limits: new Limits(), budget });

/** One render of one release, with everything that helpers use besides their arguments. */
export class Render implements Scope {
  /** The root context of the file that is being rendered. */
  root: RenderContext;
  readonly warnings: Problem[] = [];
  #warned: Set<string> | undefined;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly #held = new HeldStrings();
  readonly #set: TemplateSet;
  readonly #compile: CompileText;
  #file = '';
  /** The string that is being rendered, whose lines are not those of a file. */
  #string: { readonly text: string; readonly path: Path | undefined } | undefined;
  /** The values that were read and are not set. */
  readonly unset: UnsetValue[] = [];
  #noted: Set<string> | undefined;
  /** The place of the last call of the engine in a file. */
  #callFile = '';
  #callPlace = 0;

  constructor(set: TemplateSet, root: RenderContext, compile: CompileText, bounds: RenderBounds = newBounds()) {
    this.limits = bounds.limits;
    this.budget = bounds.budget;
    this.#set = set;
    this.root = root;
    this.#compile = compile;
  }

  /**
   * The output of a file. It is called at most once.
   *
   * @throws ProblemError the error of a template, at its place in the template
   */
  file({ source, file, template }: TemplateFile): string {
    const end = source.indexOf(DIRECTORY);
    const BasePath = end < 0 ? source : source.slice(0, end + DIRECTORY.length - 1);
    this.root = { ...this.root, Template: { Name: source, BasePath } };
    return withinBudget(this.budget, () => this.#run(template, this.root, file));
  }

  /**
   * The output of a named template: the chart's own first, then the built-in ones. Blank lines at both ends are
   * removed, and white space alone becomes empty, so that `{{#if (include …)}}` works.
   */
  include(name: string, arg: Value | RenderContext): string {
    const result = this.call(name, arg);
    return trimBlankLines(typeof result === 'string' ? result : result === null ? '' : toYaml(result));
  }

  /** The result of a named template, which may be a map or a list for a built-in one. */
  call(name: string, arg: Value | RenderContext): Value {
    const own = this.#own(name);
    if (own) return this.#nest(name, own.template, arg, own.file);
    const builtIn: NamedTemplate | undefined = namedTemplates[name];
    if (builtIn) return this.#callBuiltIn(name, builtIn, arg);
    const near = suggestTemplate(name, this.names());
    return fail({
      code: 'template',
      message: `no template ${JSON.stringify(name)} is defined`,
      hint:
        near ?? 'named templates are {{#*inline "name"}}…{{/inline}} in a file of the chart, or the built-in common.*',
    });
  }

  /** A template file can be included by its name, too: include (printf "%s/configmap.yaml" Template.BasePath). */
  #own(name: string): TemplateFile | undefined {
    return (
      this.#set.named.get(name) ??
      (name.includes('/') ? this.#set.files.find(({ source }) => source === name) : undefined)
    );
  }

  /** Whether there is such a named template. */
  knows(name: string): boolean {
    return this.#own(name) !== undefined || namedTemplates[name] !== undefined;
  }

  names(): string[] {
    return [...this.#set.named.keys(), ...Object.keys(namedTemplates)];
  }

  /** Keeps a string that a Go template printed into YAML text: see {@link HeldStrings}. */
  hold(text: string): string {
    return this.#held.add(text);
  }

  /**
   * Renders a string by itself, unescaped.
   *
   * @param path its place in the values, where it is known
   * @throws ProblemError of the string: its own lines have no place, so it has a place in the values, or none
   */
  tpl(text: string, path?: Path): string {
    return within(text, path, () => this.renderText(text, 'text', path));
  }

  /** @param path its place in the values, where it is known */
  renderText(text: string, mode: Escape, path?: Path): string {
    if (!text.includes('{{')) return text;
    spend(text.length * STRING, 'tpl');
    const outer = this.#string;
    this.#string = outer ?? { text, path };
    try {
      return this.#nest('tpl', this.#compile(text, mode), this.root, this.#file);
    } finally {
      this.#string = outer;
    }
  }

  evaluate(value: Value, expectation?: Expectation, path?: Path): Value {
    return evaluate(value, expectation, path, (text, mode, at) => this.renderText(text, mode, at), this.#held);
  }

  calledAt(file: string, place: number): void {
    if (this.#string) return;
    this.#callFile = file;
    this.#callPlace = place;
  }

  /** In a string, the place is that of the string in the values, or that of the call that renders it. */
  noteUnset(path: Path, where: Where): void {
    const string = this.#string;
    if (!string && !this.#set.watchesValues) return;
    const key = toJson([...path]);
    this.#noted ??= new Set();
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    if (!string) this.unset.push({ path, where });
    else if (string.path) this.unset.push({ path, where: { path: string.path, ...insideOf(string.text, where) } });
    else this.unset.push({ path, where: { file: this.#callFile, ...unpackPlace(this.#callPlace) } });
  }

  warn(problem: Warning): void {
    const { message } = problem;
    spend(1, 'warn');
    this.#warned ??= new Set();
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.warnings.push({ code: 'template-warning', severity: 'warning', ...problem });
  }

  #nest(name: string, template: Template, context: unknown, file: string): string {
    this.limits.enter(name);
    try {
      return this.#run(template, context, file);
    } finally {
      this.limits.leave();
    }
  }

  #callBuiltIn(name: string, template: NamedTemplate, arg: unknown): Value {
    this.limits.enter(name);
    try {
      return template(arg, this);
    } finally {
      this.limits.leave();
    }
  }

  #run(template: Template, context: unknown, file: string): string {
    const caller = this.#file;
    this.#file = file;
    try {
      const text = template(context, { root: this.root, render: this, file });
      this.limits.countText(text);
      return text;
    } catch (error) {
      throw asProblem(error);
    } finally {
      this.#file = caller;
    }
  }
}

/** Removes blank lines at both ends. Only YAML's white space counts: a no-break space is content. */
function trimBlankLines(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  let start = 0;
  for (let at = 0; at < end && isBlank(text.charCodeAt(at)); at++)
    if (text.charCodeAt(at) === LINE_FEED) start = at + 1;
  return text.slice(start, end);
}

const LINE_FEED = 0x0a;
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0d || code === LINE_FEED;

function suggestTemplate(name: string, known: string[]): string | undefined {
  const near = suggest(name, known);
  return near === undefined ? undefined : `did you mean ${near}?`;
}
