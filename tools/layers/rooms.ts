/**
 * The rooms of `src/` and who may import whom. This is the only definition: test/imports.test.ts checks the sources
 * against it, and docs/architecture.md shows it.
 */
export interface Room {
  /** Directory of `src/`, or a file directly in it. */
  readonly name: string;
  readonly holds: string;
  /** The rooms that its files may import. */
  readonly mayImport: readonly string[];
  /** The files that other rooms may import: paths in the room, or all, where each file is one concept. */
  readonly doors: readonly string[] | 'all';
  /** The packages and modules of Node that its files may import. */
  readonly packages: readonly string[];
}

const GROUND = ['problem', 'yaml', 'go'];

export const ROOMS: readonly Room[] = [
  {
    name: 'problem',
    holds: 'what is wrong with an input: message, place, excerpt, suggestion; files, read and written within limits',
    mayImport: [],
    doors: 'all',
    packages: ['node:fs'],
  },
  {
    name: 'yaml',
    holds: "Helm's dialect of YAML: reading, writing, values, exact numbers",
    mayImport: ['problem'],
    doors: 'all',
    packages: ['js-yaml'],
  },
  {
    name: 'go',
    holds: "Go's own rules as plain functions: printf, quoting, regular expressions, date layouts, globs, CSV",
    mayImport: ['yaml', 'problem'],
    doors: 'all',
    packages: ['node:buffer'],
  },
  {
    name: 'functions',
    holds: "Helm's and sprig's template functions; `policy/` has what differs between the template languages",
    mayImport: GROUND,
    doors: 'all',
    packages: ['node:buffer', 'node:crypto', 'node:module', 'node:net'],
  },
  {
    name: 'chart',
    holds: 'what a chart is, and how one is read',
    mayImport: GROUND,
    doors: ['index.ts', 'from-files.ts'],
    packages: ['node:fs', 'node:path', 'node:url', 'node:zlib'],
  },
  {
    name: 'remote',
    holds: 'repositories and registries of charts: finding, fetching and keeping archives, dependencies',
    mayImport: ['chart', ...GROUND],
    doors: ['index.ts'],
    packages: [
      'node:child_process',
      'node:crypto',
      'node:fs',
      'node:http',
      'node:https',
      'node:net',
      'node:os',
      'node:path',
      'node:tls',
    ],
  },
  {
    name: 'values',
    holds: 'the grammar of `--set`, merging, coalescing with the defaults, the origin of each value',
    mayImport: ['chart', ...GROUND],
    doors: ['index.ts'],
    packages: [],
  },
  {
    name: 'schema',
    holds: 'JSON Schema through Ajv, with its errors turned into problems that a person understands',
    mayImport: GROUND,
    doors: ['index.ts'],
    packages: ['ajv'],
  },
  {
    name: 'templates',
    holds: "the template languages and their one interface, what templates see, bitnami's library",
    mayImport: ['functions', 'chart', ...GROUND],
    doors: ['index.ts'],
    packages: ['handlebars'],
  },
  {
    name: 'manifests',
    holds: 'Kubernetes objects: splitting, checking, ordering, selecting, printing',
    mayImport: GROUND,
    doors: ['index.ts', 'diff.ts'],
    packages: [],
  },
  {
    name: 'release',
    holds: 'the whole path from a chart and values to manifests',
    mayImport: ['manifests', 'templates', 'schema', 'values', 'chart', 'functions', ...GROUND],
    doors: ['index.ts'],
    packages: [],
  },
  {
    name: 'lint',
    holds: 'the rules, one per file, and the formats of the report',
    mayImport: ['release', 'manifests', 'templates', 'schema', 'values', 'chart', 'functions', ...GROUND],
    doors: ['index.ts'],
    packages: [],
  },
  {
    name: 'library',
    holds: 'what programs call: one object of options for each function, problems as data',
    mayImport: ['lint', 'release', 'manifests', 'templates', 'schema', 'values', 'chart', 'functions', ...GROUND],
    doors: ['index.ts'],
    packages: ['node:fs'],
  },
  {
    name: 'stages.ts',
    holds: 'the stages one by one, for benchmarks and tests of the built program',
    mayImport: ['release', 'values', 'chart'],
    doors: [],
    packages: [],
  },
  {
    name: 'index.ts',
    holds: "the library's surface: nothing else is public",
    mayImport: [
      'library',
      'lint',
      'release',
      'manifests',
      'templates',
      'schema',
      'values',
      'chart',
      'functions',
      ...GROUND,
    ],
    doors: 'all',
    packages: [],
  },
  {
    name: 'cli',
    holds: 'commands, flags and output; streams, environment and working directory are passed in',
    mayImport: [
      'library',
      'remote',
      'lint',
      'release',
      'manifests',
      'templates',
      'schema',
      'values',
      'chart',
      'functions',
      ...GROUND,
    ],
    doors: [],
    packages: [
      'commander',
      'uqr',
      'node:crypto',
      'node:readline',
      'deepmerge',
      'node:child_process',
      'node:fs',
      'node:os',
      'node:path',
      'node:url',
      'node:worker_threads',
      '../package.json',
      '../docs/kilo-chart.schema.json',
    ],
  },
];
