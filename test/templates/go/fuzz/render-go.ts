import { goFunctions } from '../../../../src/functions/policy/go/index.ts';
import { type GoMethod, type GoValue, isGoMap } from '../../../../src/go/value.ts';
import { ProblemError } from '../../../../src/problem/problem.ts';
import { DEFAULT_CAPABILITIES } from '../../../../src/templates/capabilities.ts';
import type { RenderContext } from '../../../../src/templates/context.ts';
import { compileProgram } from '../../../../src/templates/go/program.ts';
import { computeValues, readDefaults } from '../../../../src/values/index.ts';
import { compareBytes } from '../../../../src/yaml/json.ts';
import type { FuzzAnswer, FuzzCase } from './oracle.ts';

const NAME = 'fuzz';
const NOTHING = async (): Promise<string> => '';
const IO = { readFile: NOTHING, readStdin: NOTHING, fetch: NOTHING };

type Functions = Readonly<Record<string, GoMethod>>;

/**
 * An `Error` of these functions explains malformed text in other words than Go's readers (docs/helm-differences.md).
 */
const READERS = ['fromYaml', 'fromYamlArray', 'fromToml'];

/** The functions, with other words in the errors of {@link READERS}. */
const OTHER_WORDS: Functions = {
  ...goFunctions,
  ...Object.fromEntries(READERS.map((name) => [name, withOtherWords(goFunctions[name] as GoMethod)])),
};

function withOtherWords(method: GoMethod): GoMethod {
  const read = method.run as (text: string) => GoValue;
  const run = (text: string): GoValue => {
    const value = read(text);
    if (isGoMap(value) && isOwnWords(value.Error)) value.Error = 'otherwise';
    if (Array.isArray(value) && isOwnWords(value[0])) value[0] = 'otherwise';
    return value;
  };
  return { ...method, run: run as unknown as GoMethod['run'] };
}

const isOwnWords = (value: GoValue | undefined): boolean =>
  typeof value === 'string' && /^(?:error converting YAML to JSON|toml): /.test(value);

/** Whether what is printed depends on the words of an error that are documented to be different from Go's. */
export async function showsOwnWords(one: FuzzCase): Promise<boolean> {
  if (!READERS.some((name) => JSON.stringify(one.templates).includes(name))) return false;
  const [own, other] = [await renderGoText(one), await renderGoText(one, OTHER_WORDS)];
  return JSON.stringify(own) !== JSON.stringify(other);
}

/**
 * Renders a chart of templates here, by the seam of languages.
 *
 * @throws what is a bug: everything that is not a ProblemError
 */
export async function renderGoText(
  { templates, values, set, files }: FuzzCase,
  functions: Functions = goFunctions,
): Promise<FuzzAnswer> {
  try {
    const { source: defaults } = readDefaults(NAME, 'values.yaml', values);
    const computed = await computeValues({ defaults, set, integers: 'kinds' }, IO);
    const sources = Object.keys(templates)
      // As Helm parses the files of one directory.
      .sort((a, b) => compareBytes(b, a))
      .map((path) => ({ chart: NAME, path, file: path, text: templates[path] ?? '' }));
    const program = compileProgram(sources, functions);
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
