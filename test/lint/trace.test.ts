import { describe, expect, it } from 'vitest';
import { Tracer } from '../../src/lint/trace.ts';
import { newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';

/** A chart whose one object holds its values, and something else; each rendering is counted. */
function traceIn(values: ValueMap) {
  let renders = 0;
  const leaves = Object.keys(values).map((key) => [key]);
  const tracer = new Tracer(
    values,
    () => leaves,
    (changed) => {
      renders++;
      return [
        newMap([
          ['data', changed],
          ['fixed', newMap([['x', 'y']])],
        ]),
      ];
    },
  );
  return {
    find: (...path: string[]) => tracer.trace({ source: 'x', index: 0, path }),
    renders: () => renders,
  };
}

const manyValues = (count: number): ValueMap =>
  newMap(Array.from({ length: count }, (_, index): [string, Value] => [`key${index}`, `value ${index}`]));

describe('what is in an object', () => {
  it('is followed to the value that it comes from', () => {
    const { find } = traceIn(manyValues(100));
    expect(find('data', 'key57')).toEqual(['key57']);
  });

  it('when nothing of the values is it, then the chart is not rendered without end', () => {
    const { find, renders } = traceIn(manyValues(100));
    for (let index = 0; index < 50; index++) expect(find('fixed', `x${index}`)).toBeUndefined();
    expect(renders()).toBeLessThan(2600);
  });

  it('when there are more values, then it is rendered less often, as each time takes longer', () => {
    const { find, renders } = traceIn(manyValues(50_000));
    for (let index = 0; index < 50; index++) find('fixed', `x${index}`);
    expect(renders()).toBeLessThan(10);
  });
});
