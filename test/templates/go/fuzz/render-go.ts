import { ProblemError } from '../../../../src/problem/problem.ts';
import { DEFAULT_CAPABILITIES } from '../../../../src/templates/capabilities.ts';
import type { RenderContext } from '../../../../src/templates/context.ts';
import { goLanguage } from '../../../../src/templates/go/index.ts';
import { computeValues, readDefaults } from '../../../../src/values/index.ts';
import { compareBytes } from '../../../../src/yaml/json.ts';
import type { FuzzAnswer, FuzzCase } from './oracle.ts';

const NAME = 'fuzz';
const NOTHING = async (): Promise<string> => '';
const IO = { readFile: NOTHING, readStdin: NOTHING, fetch: NOTHING };

/**
 * Renders a chart of templates here, by the seam of languages.
 *
 * @throws what is a bug: everything that is not a ProblemError
 */
export async function renderGoText({ templates, values, set, files }: FuzzCase): Promise<FuzzAnswer> {
  try {
    const { source: defaults } = readDefaults(NAME, 'values.yaml', values);
    const computed = await computeValues({ defaults, set }, IO);
    const sources = Object.keys(templates)
      // As Helm parses the files of one directory.
      .sort((a, b) => compareBytes(b, a))
      .map((path) => ({ chart: NAME, path, file: path, text: templates[path] ?? '' }));
    const program = await goLanguage.compile(sources);
    const session = program.open(new Map([[NAME, contextOf(computed.values, files)]]));
    const printed: Record<string, string> = {};
    for (const entry of program.entries) {
      const { text, problems } = session.render(entry);
      const fault = problems.find(({ severity }) => severity === 'error');
      if (fault) return { error: fault.message };
      printed[entry.source] = text;
    }
    return { printed };
  } catch (error) {
    if (error instanceof ProblemError) return { error: error.message };
    throw error;
  }
}

const contextOf = (values: RenderContext['Values'], files: FuzzCase['files']): RenderContext => ({
  Values: values,
  Release: {
    Name: 'release',
    Namespace: 'default',
    Service: 'Helm',
    Revision: 1,
    IsInstall: true,
    IsUpgrade: false,
  },
  Chart: { APIVersion: 'v2', Name: NAME, Version: '0.1.0', AppVersion: '1.0' },
  Capabilities: DEFAULT_CAPABILITIES,
  Template: { Name: '', BasePath: '' },
  Files: files,
});
