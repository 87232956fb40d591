import { newMap, type ValueMap } from '../yaml/value.ts';
import type { Dependency, Metadata } from './chart.ts';

/**
 * A chart's metadata as templates see it: Go's names of the fields (chart.Metadata), and `IsRoot`.
 *
 * @param metadata of a chart with dependencies, what is left of it after they are resolved
 */
export function describeMetadata(
  metadata: Metadata,
  isRoot = true,
): ValueMap & { readonly Name: string; readonly Version: string } {
  const { apiVersion, name, version, maintainers, keywords, sources, annotations, deprecated } = metadata;
  const map = newMap([
    ['APIVersion', apiVersion],
    ['AppVersion', metadata.appVersion],
    ['KubeVersion', metadata.kubeVersion],
    ['Type', metadata.type],
    ['Description', metadata.description],
    ['Home', metadata.home],
    ['Icon', metadata.icon],
    ['Condition', metadata.condition],
    ['Tags', metadata.tags],
    ['Deprecated', deprecated],
    ['Keywords', [...keywords]],
    ['Sources', [...sources]],
    [
      'Maintainers',
      maintainers.map(({ name, email, url }) =>
        newMap([
          ['Name', name],
          ['Email', email],
          ['URL', url],
        ]),
      ),
    ],
    ['Annotations', annotations],
    ['Dependencies', (metadata.dependencies ?? []).map(describeDependency)],
    ['IsRoot', isRoot],
  ]);
  return Object.assign(map, { Name: name, Version: version });
}

const describeDependency = (dependency: Dependency): ValueMap =>
  newMap([
    ['Name', dependency.name],
    ['Version', dependency.version],
    ['Repository', dependency.repository],
    ['Condition', dependency.condition],
    ['Tags', [...dependency.tags]],
    ['Enabled', dependency.enabled],
    ['ImportValues', [...dependency.importValues]],
    ['Alias', dependency.alias],
  ]);
