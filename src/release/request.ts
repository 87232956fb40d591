import type { ComputedValues, Origins } from '../values/index.ts';
import type { ValueMap } from '../yaml/value.ts';
import type { ReleaseOptions } from './contexts.ts';
import type { ReadyChart } from './ready.ts';

/** What a render from computed values on needs. */
export interface RenderRequest {
  readonly ready: ReadyChart;
  readonly options: ReleaseOptions;
  /** The computed values; read only. */
  readonly values: ValueMap;
  /** The places of values, for problems. */
  readonly origins: Pick<Origins, 'where' | 'whereInside'>;
  /** The charts that take part; absent for a chart without dependencies. */
  readonly tree?: ComputedValues['tree'] | undefined;
  /** The one template to render, by its name: all of them where it is missing. */
  readonly only?: string;
  /** Called with what begins, for whoever waits. */
  readonly progress?: ((stage: string) => void) | undefined;
}
