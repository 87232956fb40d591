import { type GoMap, type GoValue, newGoMap, nil, typedMap } from '../../../go/value.ts';
import { isMap } from '../../../yaml/value.ts';
import type { ChartObject } from '../../context.ts';
import { createThaw } from './thaw.ts';

const thaw = createThaw(new WeakSet());

/** Chart.yaml's fields as Helm shows them to templates, with the default of each. */
const ZEROS: Readonly<Record<string, () => GoValue>> = {
  Name: () => '',
  Home: () => '',
  Sources: () => [],
  Version: () => '',
  Description: () => '',
  Keywords: () => [],
  Maintainers: () => [],
  Icon: () => '',
  APIVersion: () => '',
  Condition: () => '',
  Tags: () => '',
  AppVersion: () => '',
  Deprecated: () => false,
  Annotations: () => nil(typedMap('string', newGoMap())),
  KubeVersion: () => '',
  Dependencies: () => [],
  Type: () => '',
};

/** `.Chart`: a map of all fields of the metadata. */
export function chartMap(chart: ChartObject, isRoot: boolean): GoMap {
  const map = newGoMap();
  for (const [name, zero] of Object.entries(ZEROS)) map[name] = fieldOf(chart, name) ?? zero();
  map.IsRoot = isRoot;
  return map;
}

function fieldOf(chart: ChartObject, name: string): GoValue | undefined {
  const value = Object.hasOwn(chart, name) ? chart[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (name !== 'Annotations') return thaw.value(value);
  return isMap(value) && Object.keys(value).length > 0 ? typedMap('string', thaw.map(value)) : undefined;
}
