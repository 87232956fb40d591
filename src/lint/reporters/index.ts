import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';

export type { Report, Reporter } from './reporter.ts';

/** Reports for programs, by the names of their formats. */
export const REPORTERS: Readonly<Record<'json' | 'github' | 'gitlab' | 'junit' | 'sarif', Reporter>> = {
  json,
  github,
  gitlab,
  junit,
  sarif,
};
