import type { GoMethod } from '../../../src/go/value.ts';
import type { Problem } from '../../../src/problem/problem.ts';
import { ProblemError } from '../../../src/problem/problem.ts';
import { DEFAULT_CAPABILITIES } from '../../../src/templates/capabilities.ts';
import type { RenderContext } from '../../../src/templates/context.ts';
import { helmMessageOf } from '../../../src/templates/go/helm-message.ts';
import { compileProgram } from '../../../src/templates/go/program.ts';
import type { Program } from '../../../src/templates/language.ts';
import { newMap, type ValueMap } from '../../../src/yaml/value.ts';

/** What is not said of a context. */
export function contextOf(values: ValueMap = newMap(), chart = 'c', files: Record<string, string> = {}): RenderContext {
  return {
    Values: values,
    Release: { Name: 'x', Namespace: 'default', Service: 'Helm', Revision: 1, IsInstall: true, IsUpgrade: false },
    Chart: { Name: chart, Version: '1.2.3', APIVersion: 'v2', AppVersion: '4.5' },
    Capabilities: DEFAULT_CAPABILITIES,
    Template: { Name: '', BasePath: '' },
    Files: files,
  };
}

export type Functions = Readonly<Record<string, GoMethod>>;

/** Compiles files of the chart `c`, or of the charts whose ids precede their paths. */
export function compile(files: Readonly<Record<string, string>>, functions: Functions = {}): Program {
  const sources = Object.entries(files).map(([path, text]) => {
    const [, chart = 'c', own = path] = /^(.*?)(?:\/)(templates\/.*)$/.exec(path) ?? [];
    return { chart: chart || 'c', path: own, file: path, text };
  });
  return compileProgram(sources, functions);
}

export interface Answer {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What one template prints, as `c/templates/a.yaml`. */
export function render(
  template: string,
  values?: ValueMap,
  functions: Functions = {},
  context = contextOf(values),
): Answer {
  let program: Program;
  try {
    program = compile({ 'templates/a.yaml': template }, functions);
  } catch (error) {
    if (error instanceof ProblemError) return { text: '', problems: error.problems };
    throw error;
  }
  const entry = program.entries[0];
  if (!entry) throw new Error('no entry');
  return program.open(new Map([['c', context]])).render(entry);
}

/** Helm's words for what went wrong, or undefined. */
export const helmError = ({ problems: [problem] }: Answer): string | undefined => problem && helmMessageOf(problem);
