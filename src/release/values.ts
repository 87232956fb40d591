import type { Problem } from '../problem/problem.ts';
import { SchemaExpectations, type Validator } from '../schema/index.ts';
import {
  type ChartDefaults,
  type ComputedValues,
  computeValues,
  type DefaultsTree,
  type ValuesIo,
  type ValuesRequest,
} from '../values/index.ts';

/** What values are computed from, whatever else of the chart is ready, or broken. */
export interface ValuesBasis {
  readonly defaults: ChartDefaults;
  /** The defaults of all charts, of a chart with dependencies. */
  readonly tree?: DefaultsTree;
  /** Whether templates can tell integers of `--set` from other numbers, as Go's can. */
  readonly usesKinds?: boolean;
  /** The chart's schema, which is not checked here: it tells what is meant. */
  readonly validator: Pick<Validator, 'schema'> | undefined;
}

/** The values of a release, from all their sources. */
export async function computeReleaseValues(
  ready: ValuesBasis,
  request: Omit<ValuesRequest, 'defaults'>,
  io: ValuesIo,
): Promise<ComputedValues> {
  const expectations = expectationsOf(ready);
  const computed = await computeValues(
    {
      ...request,
      defaults: treeOf(ready),
      integers: ready.usesKinds ? 'kinds' : 'plain',
      ...(expectations && { expectations }),
    },
    io,
  );
  const { problems } = computed;
  return {
    ...computed,
    problems: expectations ? problems.filter((problem) => !isMeant(problem, expectations)) : problems,
  };
}

/** A chart without dependencies needs no tree. */
const treeOf = ({ defaults, tree }: ValuesBasis): ChartDefaults | DefaultsTree =>
  tree && tree.dependencies.length > 0 ? tree : defaults;

/** Kept with the schema that they are read from. */
const knownExpectations = new WeakMap<Pick<Validator, 'schema'>, SchemaExpectations>();

/** What the schema of a chart says of values beyond right and wrong; undefined without a schema. */
export function expectationsOf({ validator }: Pick<ValuesBasis, 'validator'>): SchemaExpectations | undefined {
  if (!validator) return undefined;
  const known = knownExpectations.get(validator) ?? new SchemaExpectations(() => validator.schema);
  knownExpectations.set(validator, known);
  return known;
}

/** Helm warns of a map where a string is expected and the like, whatever the chart's schema says. */
const isMeant = ({ code, where }: Problem, expected: SchemaExpectations): boolean =>
  code === 'values-table' && where?.path !== undefined && expected.takesMapAndOther(where.path);
