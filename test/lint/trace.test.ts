import { describe, expect, it } from 'vitest';
import { type Copied, replaceAt, Tracer } from '../../src/lint/trace.ts';
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

describe('values with others in some places', () => {
  const values = newMap([['outer', manyValues(3)]]);

  it('are a copy of the maps on the way', () => {
    const changed = replaceAt(values, ['outer', 'key1'], 'other');
    expect(changed).toEqual({ outer: { key0: 'value 0', key1: 'other', key2: 'value 2' } });
    expect(values.outer).toEqual(manyValues(3));
  });

  it('when there are many places in a map, then it is copied once', () => {
    const copied: Copied = new Set();
    const first = replaceAt(values, ['outer', 'key0'], 'x', copied) as ValueMap;
    const container = first.outer;
    const second = replaceAt(first, ['outer', 'key1'], 'y', copied) as ValueMap;
    expect(second.outer).toBe(container);
    expect(second).toEqual({ outer: { key0: 'x', key1: 'y', key2: 'value 2' } });
  });
});
