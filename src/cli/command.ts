import type { CommandEntry } from './command-entry.ts';

export type { CommandEntry, MakeCommand } from './command-entry.ts';

/** All commands, in the order in which the help lists them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'template',
    usage: '[NAME] [CHART]',
    summary: 'print the manifests of a release',
    load: async () => (await import('./commands/template.ts')).templateCommand,
  },
  {
    name: 'lint',
    usage: '[FILES...]',
    summary: 'check values files, and the objects that are made of them, without a cluster',
    load: async () => (await import('./commands/lint.ts')).lintCommand,
    failure: 2,
  },
  {
    name: 'values',
    usage: '[CHART]',
    summary: 'print the values that a release gets, and what set them',
    load: async () => (await import('./commands/values.ts')).valuesCommand,
  },
  {
    name: 'show',
    usage: '<what> [CHART]',
    summary: 'print a part of a chart: chart, values, readme, crds, schema, platforms or all',
    load: async () => (await import('./commands/show.ts')).showCommand,
  },
  {
    name: 'prune-args',
    usage: '[NAME] [CHART]',
    summary: 'print the flags with which kubectl apply --prune finds the objects of a release',
    load: async () => (await import('./commands/prune-args.ts')).pruneArgsCommand,
  },
  {
    name: 'explain',
    usage: '<CODE>',
    summary: 'print what a rule of lint, or the code of a problem, means and what to do',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'diff',
    usage: '<OLD> <NEW>',
    summary: 'print what changes between two values files, or between two charts',
    load: async () => (await import('./commands/diff.ts')).diffCommand,
    failure: 2,
  },
  {
    name: 'dependency',
    aliases: ['dep', 'dependencies'],
    usage: '<list|build|update> [CHART]',
    summary: 'list or fetch the charts that a chart depends on',
    load: async () => (await import('./commands/dependency.ts')).dependencyCommand,
  },
  {
    name: 'package',
    usage: '<DIR...>',
    summary: 'write the archive of a chart',
    load: async () => (await import('./commands/package.ts')).packageCommand,
  },
  {
    name: 'create',
    usage: '<DIR>',
    summary: 'write a small Handlebars chart to begin with',
    load: async () => (await import('./commands/create.ts')).createCommand,
  },
  {
    name: 'init',
    usage: '',
    summary: 'ask what the cluster is like, and write a values file for Kilo',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'peer',
    usage: '<add|connect> <NAME>',
    summary: 'add a client, such as a phone, to a values file, and print its configuration',
    load: async () => (await import('./commands/peer.ts')).peerCommand,
  },
  {
    name: 'krm',
    usage: '',
    summary: 'add the objects of a release to a ResourceList: a function for kustomize',
    load: async () => (await import('./commands/krm.ts')).krmCommand,
  },
  {
    name: 'completion',
    usage: '<SHELL>',
    summary: 'print the script with which a shell completes commands, flags and values',
    load: async () => (await import('./commands/completion.ts')).completionCommand,
  },
  {
    name: '__complete',
    usage: '[WORDS...]',
    summary: 'print what can follow on a command line',
    load: async () => (await import('./commands/completion.ts')).completeCommand(COMMANDS),
    hidden: true,
  },
  {
    name: 'version',
    usage: '',
    summary: 'print the version',
    load: async () => (await import('./commands/version.ts')).versionCommand,
  },
];
