import { isDeepStrictEqual } from 'node:util';
import { loadArchive } from '../../src/chart/index.ts';
import { goFunctions } from '../../src/functions/policy/go/index.ts';
import { readManifests } from '../../src/manifests/index.ts';
import { Budget } from '../../src/problem/budget.ts';
import { type Problem, ProblemError } from '../../src/problem/problem.ts';
import { redactProblem } from '../../src/problem/redact.ts';
import { compileSchema, validateValues } from '../../src/schema/index.ts';
import { compileProgram } from '../../src/templates/go/program.ts';
import { handlebars } from '../../src/templates/handlebars/index.ts';
import type { Program, TemplateSource } from '../../src/templates/language.ts';
import { computeValues, evaluate, prepareDefaults, readFileSource } from '../../src/values/index.ts';
import { readYaml } from '../../src/yaml/read.ts';
import { newMap } from '../../src/yaml/value.ts';
import { toYaml } from '../../src/yaml/write.ts';
import { contextOf } from '../templates/go/rendering.ts';

/** What is fuzzed: anything but a ProblemError that a target throws is a finding. */
export interface Target {
  /** Inputs to begin with, as Latin-1. */
  readonly seeds: readonly string[];
  readonly run: (input: string) => Promise<void> | void;
}

const io = { readFile: async () => 'a: 1', readStdin: async () => '', fetch: async () => '' };
const defaults = prepareDefaults(
  'c',
  newMap([
    ['a', newMap([['b', 1]])],
    ['list', [1, 2]],
  ]),
);

/** Problems must be fit to print. */
function inspect(problems: readonly Problem[]): void {
  for (const problem of problems) {
    const { message, where } = redactProblem(problem);
    if (message === '') throw new Error('an empty message');
    if ((where?.source?.length ?? 0) > 1000) throw new Error('a problem keeps a whole line');
  }
}

function print(program: Program): void {
  const contexts = new Map([
    [
      'c',
      contextOf(
        newMap([
          ['a', newMap([['b', 'x']])],
          ['list', [1, 2]],
        ]),
      ),
    ],
  ]);
  const session = program.open(contexts, undefined, new Budget(200_000, { bytes: 64 * 1024 * 1024 }));
  for (const entry of program.entries) inspect(session.render(entry).problems);
}

const source = (path: string, text: string): TemplateSource => ({ chart: 'c', path, file: path, text });

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    a: { type: 'object', properties: { b: { type: 'integer', minimum: 1 } }, additionalProperties: false },
    list: { type: 'array', items: { anyOf: [{ type: 'string', pattern: '^a+$' }, { type: 'number' }] } },
    c: { oneOf: [{ const: 1 }, { type: 'string', format: 'ipv4' }] },
  },
};

export const TARGETS: Readonly<Record<string, Target>> = {
  set: {
    seeds: ['a.b=1,list[0]=x', 'a={1,2,3},c\\.d=e', 'list[1].x=null', 'a.b={}', 'a[0][1]=\\,'],
    run: async (input) => {
      for (const flag of ['set', 'setString', 'setJson', 'setLiteral'] as const)
        await attempt(() => computeValues({ defaults, [flag]: [input] }, io));
    },
  },
  yaml: {
    seeds: [
      'a: {b: [1, "x"]}\n',
      '- &a !!str 1\n- *a\n',
      '? |\n  k\n: >-\n  v\n',
      '%TAG ! !\n---\na: 0x1f\n',
      '<<: {a: 1}\n',
    ],
    run: (input) => {
      const { documents, problems } = readYaml(input, { name: 'f.yaml' });
      inspect(problems);
      for (const { value } of documents) {
        // What is read is written and read again as the same.
        const again = readYaml(`a:\n  ${toYaml(value).replaceAll('\n', '\n  ')}\n`, { name: '' });
        if (again.documents.length === 1 && again.problems.length === 0) continue;
        throw new Error(`written as what cannot be read: ${toYaml(value)}`);
      }
    },
  },
  coalesce: {
    seeds: ['a: {b: null}\nlist: null\n', 'a: 1\n', 'global: {x: 1}\na: {b: {c: 1}}\n'],
    run: (input) => {
      const { source: file } = readFileSource('f.yaml', input);
      const before = structuredCopy(defaults.values);
      evaluate(defaults, [file]);
      if (!isDeepStrictEqual(before, structuredCopy(defaults.values))) throw new Error('the defaults have changed');
    },
  },
  schema: {
    seeds: ['a: {b: 0}\nlist: [b, 1]\nc: 1.2.3\n', 'x: 1\n', 'c: 2\n', 'list: [aaaa]\n'],
    run: async (input) => {
      const validator = await compileSchema(SCHEMA, 'values.schema.json');
      const { source: file } = readFileSource('f.yaml', input);
      inspect(validateValues(file.values, validator, { where: () => undefined }));
    },
  },
  manifests: {
    seeds: [
      'apiVersion: v1\nkind: A\nmetadata: {name: a}\n---\nkind: Secret\ndata: {x: [\n',
      '---\n---\n# a\n',
      'a: |\n  ---\n',
    ],
    run: (input) => inspect(readManifests({ source: 'c/t.yaml', file: 't.yaml', text: input }).problems),
  },
  go: {
    seeds: [
      'a: {{ .Values.a.b | quote }}{{ range $i, $x := .Values.list }}{{ $i }}{{ end }}',
      '{{ define "x" }}{{ . }}{{ end }}{{ include "x" 1 | nindent 2 }}{{ tpl "{{ .Values.a }}" . }}',
      '{{- if and (eq 1 1) (lt 1 2) -}} x {{- else with .Values }}{{ toYaml . }}{{ end }}',
      '{{ printf "%5.2f %q" 1.5 "a" }}{{ dict "a" (list 1 2) | toJson }}{{ regexFind "a+" "baa" }}',
    ],
    run: (input) => print(compileProgram([source('templates/a.yaml', input)], goFunctions)),
  },
  handlebars: {
    seeds: [
      'a: {{Values.a.b}}\n{{#each Values.list}}- {{this}}\n{{/each}}',
      '{{#*inline "x"}}k: {{this}}{{/inline}}{{{include "x" 1}}}',
      '{{#if (eq 1 1)}}a: "b"{{else}}c: d{{/if}}\n{{{toYaml Values}}}',
      'a: {{printf "%5.2f %q" 1.5 "a"}}\nb: {{dict "a" (list 1 2)}}',
    ],
    run: async (input) => print(await handlebars.compile([source('templates/a.yaml.hbs', input)])),
  },
  archive: {
    seeds: ['\x1f\x8b\x08\0\0\0\0\0\0\x03', `c/Chart.yaml${'\0'.repeat(88)}0000644\0`, ''],
    run: async (input) => {
      await loadArchive(Buffer.from(input, 'latin1'), 'c.tgz');
    },
  },
};

const structuredCopy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Problems are what a target may throw. */
export async function attempt(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    inspect(error.problems);
  }
}
