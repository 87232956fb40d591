import type { Attack } from './attack.ts';
import { CHARTS } from './charts.ts';
import { COMPILING, RENDERING } from './templates.ts';
import { SCHEMAS, VALUES } from './values.ts';

export type { Attack } from './attack.ts';

/** All attacks on time and memory. */
export const ATTACKS: readonly Attack[] = [...VALUES, ...SCHEMAS, ...COMPILING, ...RENDERING, ...CHARTS];
