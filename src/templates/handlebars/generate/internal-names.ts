// Names that generated code and the run time share.

/** The helpers that rewritten templates and generated code call; their names cannot be written in a template. */
export const INTERNAL = {
  yaml: '$yaml',
  key: '$key',
  text: '$text',
  raw: '$raw',
  get: '$get',
  truth: '$truth',
  entries: '$entries',
  number: '$number',
} as const;

/** The blocks; templates have no others, and no functions of these names. */
export const BLOCKS: ReadonlySet<string> = new Set(['if', 'unless', 'with', 'each']);
