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

/** The parts of a chart that computing values needs, whatever the state of the others. */
export interface ValuesBasis {
  readonly defaults: ChartDefaults;
  /** The defaults of all charts, for a chart with dependencies. */
  readonly tree?: DefaultsTree;
  /** Whether templates distinguish integers of `--set` from other numbers, as Go's do. */
  readonly usesKinds?: boolean;
  /** The chart's schema, which is not checked here, but used to recognise mistakes. */
  readonly validator: Pick<Validator, 'schema' | 'terse'> | undefined;
}

/** Computes the values of a release from all their sources. */
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

/** Cached by the schema that they are read from. */
const knownExpectations = new WeakMap<Pick<Validator, 'schema' | 'terse'>, SchemaExpectations>();

/** What the schema of a chart expects of values beyond validity; undefined without a schema. */
export function expectationsOf({ validator }: Pick<ValuesBasis, 'validator'>): SchemaExpectations | undefined {
  if (!validator) return undefined;
  const known = knownExpectations.get(validator) ?? new SchemaExpectations(() => validator.terse ?? validator.schema);
  knownExpectations.set(validator, known);
  return known;
}

/** Whether a value of an unexpected type is allowed by the schema: Helm warns about it in any case. */
const isMeant = ({ code, where }: Problem, expected: SchemaExpectations): boolean =>
  code === 'values-table' && where?.path !== undefined && expected.takesMapAndOther(where.path);
