import type { Problem } from '../problem/problem.ts';
import type { RenderContext } from './context.ts';

/** Which chart of the tree: its path of names from the root, such as `app/charts/postgresql`. */
export type ChartId = string;

/** One file of a chart that templates are made of. */
export interface TemplateSource {
  /** The chart that it belongs to. */
  readonly chart: ChartId;
  /** Its path in that chart, such as `templates/web/service.yaml`. */
  readonly path: string;
  /** What the file is called in problems: as the user would name it. */
  readonly file: string;
  readonly text: string;
}

/** A file that is rendered by itself. */
export interface Entry {
  readonly chart: ChartId;
  /** Its name in the tree, as in the `# Source:` line: `app/charts/postgresql/templates/service.yaml`. */
  readonly source: string;
  /** What the file is called in problems. */
  readonly file: string;
  /** NOTES.txt is rendered, so that what is wrong in it is found, and not printed. */
  readonly isNotes: boolean;
}

/** What an entry printed; `text` is empty where a problem is an error. */
export interface Rendered {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Values that were read and are not there: warnings `values-unknown`, for whoever knows whether they can be there. */
  readonly unknown?: readonly Problem[];
}

/** Leads from a printed line back to the template. Lines are from 1, columns in UTF-16 code units from 1. */
export interface LineTrace {
  /** The line of the entry's file that printed this line, as far as it can be told. */
  find(line: number, column?: number): number | undefined;
}

/** A language that templates of charts are written in. The rest of the program knows no more of it than this. */
export interface TemplateLanguage {
  /** Whether a file of a chart is a template of this language, by its path in the chart. */
  accepts(path: string): boolean;
  /**
   * Compiles the templates of a tree of charts, whose named templates share one namespace.
   *
   * @param files in the order in which Helm parses them: of two definitions of one name, the last one counts
   * @throws ProblemError with all faults of all files: `template-syntax`, `template-escape`
   */
  compile(files: readonly TemplateSource[]): Promise<Program>;
}

/** Tells the containers of values that Helm has one of, from those that it copies. */
export interface Shared {
  has(container: object): boolean;
}

/** Compiled templates: they serve any number of releases. */
export interface Program {
  /** The files that print, in the order in which Helm renders them. */
  readonly entries: readonly Entry[];
  /** Whether every document has to be an object that an API server can read; else it is whatever Helm prints. */
  readonly isStrict: boolean;
  /** Loads what the templates of these contexts need beside the program; called before {@link open}. */
  prepare(contexts: ReadonlyMap<ChartId, RenderContext>): Promise<void>;
  /**
   * Begins the render of one release.
   *
   * @param contexts the root context of each chart
   * @param shared which containers of the values are one, where they are in several places: all others are copies there
   */
  open(contexts: ReadonlyMap<ChartId, RenderContext>, shared?: Shared): Session;
}

/** The render of one release. Entries are rendered one after the other: what one changes, later ones see. */
export interface Session {
  render(entry: Entry): Rendered;
  /** Renders the entry once more to tell where its lines come from; undefined where it does not render. */
  trace(entry: Entry): Promise<LineTrace | undefined>;
}
