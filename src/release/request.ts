import type { ComputedValues, Origins } from '../values/index.ts';
import type { ValueMap } from '../yaml/value.ts';
import type { ReleaseOptions } from './contexts.ts';
import type { ReadyChart } from './ready.ts';

/** What rendering needs from computed values on. */
export interface RenderRequest {
  readonly ready: ReadyChart;
  readonly options: ReleaseOptions;
  /** The computed values; read only. */
  readonly values: ValueMap;
  /** The places of values, for problems. */
  readonly origins: Pick<Origins, 'where' | 'whereInside'>;
  /** The charts that take part; absent for a chart without dependencies. */
  readonly tree?: ComputedValues['tree'] | undefined;
  /** The only template to render, by its name; all of them where it is missing. */
  readonly only?: string;
  /** Called with the name of each stage that begins. */
  readonly progress?: ((stage: string) => void) | undefined;
}
