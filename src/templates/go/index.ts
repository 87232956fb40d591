import { ProblemError } from '../../problem/problem.ts';
import { newMap } from '../../yaml/value.ts';
import { DEFAULT_CAPABILITIES } from '../capabilities.ts';
import type { RenderContext } from '../context.ts';
import type { Entry, Rendered, TemplateLanguage } from '../language.ts';
import { compileProgram } from './program.ts';

/** Helm's own templates: Go's text/template with Helm's functions. */
export const goLanguage: TemplateLanguage = {
  /** Helm treats every file below `templates/` as a template. */
  accepts: (path) => path.startsWith('templates/') && !path.endsWith('.hbs'),

  async compile(files) {
    const { goFunctions } = await import('../../functions/policy/go/index.ts');
    return compileProgram(files, goFunctions);
  },
};

/**
 * Renders a template without a chart and without values (`--name-template`).
 *
 * @param file its name in problems
 * @throws ProblemError `template-syntax` or `template`
 */
export async function renderText(text: string, file: string): Promise<Rendered> {
  const program = await goLanguage.compile([{ chart: NO_CHART, path: 'templates/text.yaml', file, text }]);
  const rendered = program.open(new Map([[NO_CHART, EMPTY]])).render(program.entries[0] as Entry);
  const [first, ...rest] = rendered.problems.filter(({ severity }) => severity === 'error');
  if (first) throw new ProblemError(first, ...rest);
  return rendered;
}

const NO_CHART = 'none';
const EMPTY: RenderContext = {
  Values: newMap(),
  Release: { Name: '', Namespace: '', Service: '', Revision: 1, IsInstall: true, IsUpgrade: false },
  Chart: { Name: NO_CHART, Version: '' },
  Capabilities: DEFAULT_CAPABILITIES,
  Template: { Name: '', BasePath: '' },
  Files: {},
};
