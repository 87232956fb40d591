import type { Budget } from '../problem/budget.ts';
import type { Path } from '../problem/path.ts';
import type { Problem, Where } from '../problem/problem.ts';
import type { RenderContext } from './context.ts';

/** A chart of the tree: its path of names from the root, such as `app/charts/postgresql`. */
export type ChartId = string;

/** One file of a chart with templates. */
export interface TemplateSource {
  /** The chart of the file. */
  readonly chart: ChartId;
  /** Its path in that chart, such as `templates/web/service.yaml`. */
  readonly path: string;
  /** The file's name in problems, as the user would name it. */
  readonly file: string;
  readonly text: string;
}

/** A file that is rendered by itself. */
export interface Entry {
  readonly chart: ChartId;
  /** Its name in the tree, as in the `# Source:` line: `app/charts/postgresql/templates/service.yaml`. */
  readonly source: string;
  /** The file's name in problems. */
  readonly file: string;
  /** NOTES.txt is rendered to find its errors, and not printed. */
  readonly isNotes: boolean;
}

/** The result of an entry; `text` is empty where a problem is an error. */
export interface Rendered {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Values that were read and are not set; the caller decides whether they can be set. */
  readonly unset?: readonly UnsetValue[];
}

/** A value that a template reads and that is not set. */
export interface UnsetValue {
  readonly path: Path;
  /** The place that reads it: in a template, or in a string of the values. */
  readonly where: Where;
}

/** Maps a printed line to its template. Lines count from 1, columns in UTF-16 code units from 1. */
export interface LineTrace {
  /** The line of the entry's file that printed this line; undefined where that is not known. */
  find(line: number, column?: number): number | undefined;
}

/** A language of templates. The rest of the program uses only this interface. */
export interface TemplateLanguage {
  /** Whether a file of a chart is a template of this language, by its path in the chart. */
  accepts(path: string): boolean;
  /**
   * Compiles the templates of a tree of charts, whose named templates share one namespace.
   *
   * @param files in the order in which Helm parses them: of two definitions of one name, the last one counts
   * @throws ProblemError with all problems of all files: `template-syntax`, `template-escape`
   */
  compile(files: readonly TemplateSource[]): Promise<Program>;
}

/** Distinguishes the containers of values that are shared in Helm from those that it copies. */
export interface Shared {
  has(container: object): boolean;
}

/** Compiled templates, which can render any number of releases. */
export interface Program {
  /** The files that print, in the order in which Helm renders them. */
  readonly entries: readonly Entry[];
  /** Whether every document must be an object that an API server can read; else it is whatever Helm prints. */
  readonly isStrict: boolean;
  /** Loads what the templates of these contexts need besides the program; called before {@link open}. */
  prepare(contexts: ReadonlyMap<ChartId, RenderContext>): Promise<void>;
  /**
   * Begins the render of one release.
   *
   * @param contexts the root context of each chart
   * @param shared the containers of the values that are in several places and shared; all others are copies there
   */
  open(contexts: ReadonlyMap<ChartId, RenderContext>, shared?: Shared, budget?: Budget): Session;
}

/** The render of one release. Entries are rendered in order: later ones see the changes that earlier ones make. */
export interface Session {
  render(entry: Entry): Rendered;
  /** Renders the entry again to find where its lines come from; undefined where it does not render. */
  trace(entry: Entry): Promise<LineTrace | undefined>;
}
