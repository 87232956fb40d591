import { clean } from '../../go/paths.ts';
import type { TemplateSource } from '../language.ts';
import { builtins } from './builtins/index.ts';
import { SyntaxFault } from './parse/fault.ts';
import type { Tree } from './parse/nodes.ts';
import { parseTemplate } from './parse/parse.ts';
import { OWN_FUNCTIONS } from './run/expressions.ts';

/** A template file as it is written. */
export interface GoFile {
  readonly source: TemplateSource;
  /** The file itself and the templates that it defines. */
  readonly trees: readonly Tree[];
  /** The template of the file itself. */
  readonly main: Tree | undefined;
}

/**
 * Parses templates for analysis, without running them. Files that cannot be parsed are left out: compiling them reports
 * why.
 *
 * @param functions the names of Helm's functions
 */
export function readGoFiles(sources: readonly TemplateSource[], functions: Iterable<string>): GoFile[] {
  const names = new Set([...functions, ...Object.keys(builtins), ...OWN_FUNCTIONS]);
  return sources.flatMap((source) => {
    const name = clean(`${source.chart}/${source.path}`);
    try {
      const trees = parseTemplate({ name, file: source.file, text: source.text }, names);
      return [{ source, trees: [...trees.values()], main: trees.get(name) }];
    } catch (error) {
      if (error instanceof SyntaxFault) return [];
      throw error;
    }
  });
}
