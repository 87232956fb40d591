import { type Problem, ProblemError } from '../../../src/problem/problem.ts';
import {
  compileChart,
  DEFAULT_CAPABILITIES,
  loadCompiler,
  renderTemplates,
} from '../../../src/templates/handlebars/index.ts';
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

/** Renders a chart of these templates; the text is that of `templates/t.yaml.hbs`. */
export async function render(
  templates: string | Readonly<Record<string, string>>,
  given: unknown = {},
  chartFiles: Readonly<Record<string, string>> = {},
): Promise<Rendered> {
  const files = typeof templates === 'string' ? { 't.yaml': templates } : templates;
  const map = values(given);
  const chart = {
    name: 'c',
    version: '1.2.3',
    metadata: newMap(),
    values: { path: 'values.yaml', text: '' },
    schema: undefined,
    crds: [],
    templates: Object.entries(files).map(([name, text]) => ({ path: `templates/${name}.hbs`, text })),
  };
  const root = {
    Values: isMap(map) ? (map as ValueMap) : newMap(),
    Release: { Name: 'r', Namespace: 'ns', Service: 'Helm', Revision: 1, IsInstall: true, IsUpgrade: false },
    Chart: { Name: 'c', Version: '1.2.3', AppVersion: '4.5.6' },
    Capabilities: DEFAULT_CAPABILITIES,
    Template: { Name: '', BasePath: '' },
    Files: chartFiles,
  };
  try {
    const { outputs, problems } = renderTemplates(await compileChart(chart), root, await loadCompiler());
    return { text: outputs.find(({ source }) => source.endsWith('t.yaml'))?.text ?? '', problems };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { text: '', problems: error.problems };
  }
}
