// What the rewritten templates and the run time have to agree on.

/** The helpers that rewritten templates call; their names cannot be written in a template. */
export const INTERNAL = { yaml: '$yaml', key: '$key', text: '$text', raw: '$raw', get: '$get' } as const;

/** Where a data frame holds the context around a block, and the frame of that. */
export const OUTSIDE = '$outside';
