import { type Problem, ProblemError } from '../../../src/problem/problem.ts';
import { handlebars } from '../../../src/templates/handlebars/index.ts';
import { DEFAULT_CAPABILITIES, type Program, type RenderContext } from '../../../src/templates/index.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../../src/yaml/value.ts';

/** A JavaScript literal as values: maps without prototypes. */
export function values(literal: unknown): Value {
  if (Array.isArray(literal)) return literal.map(values);
  if (typeof literal !== 'object' || literal === null || !(Object.getPrototypeOf(literal) === Object.prototype))
    return literal as Value;
  return newMap(Object.entries(literal).map(([key, value]) => [key, values(value)]));
}

export interface Rendered {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** Compiles the templates of a chart that is called c. */
export const compile = (templates: readonly { readonly path: string; readonly text: string }[]): Promise<Program> =>
  handlebars.compile(templates.map(({ path, text }) => ({ chart: 'c', path, file: path, text })));

/** Renders every file of a chart that is called c; without what fails. */
export function renderAll(program: Program, root: RenderContext) {
  const session = program.open(new Map([['c', root]]));
  const outputs: { readonly source: string; readonly text: string }[] = [];
  const problems: Problem[] = [];
  for (const { source, ...entry } of program.entries) {
    const rendered = session.render({ source, ...entry });
    problems.push(...rendered.problems);
    if (!rendered.problems.some(({ severity }) => severity === 'error')) outputs.push({ source, text: rendered.text });
  }
  return { outputs, problems };
}

/** Renders a chart of these templates; the text is that of `templates/t.yaml.hbs`. */
export async function render(
  templates: string | Readonly<Record<string, string>>,
  given: unknown = {},
  chartFiles: Readonly<Record<string, string>> = {},
): Promise<Rendered> {
  const files = typeof templates === 'string' ? { 't.yaml': templates } : templates;
  const map = values(given);
  const root = {
    Values: isMap(map) ? (map as ValueMap) : newMap(),
    Release: { Name: 'r', Namespace: 'ns', Service: 'Helm', Revision: 1, IsInstall: true, IsUpgrade: false },
    Chart: { Name: 'c', Version: '1.2.3', AppVersion: '4.5.6' },
    Capabilities: DEFAULT_CAPABILITIES,
    Template: { Name: '', BasePath: '' },
    Files: chartFiles,
  };
  try {
    const program = await compile(
      Object.entries(files).map(([name, text]) => ({ path: `templates/${name}.hbs`, text })),
    );
    const { outputs, problems } = renderAll(program, root);
    return { text: outputs.find(({ source }) => source.endsWith('t.yaml'))?.text ?? '', problems };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { text: '', problems: error.problems };
  }
}
