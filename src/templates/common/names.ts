import { trunc } from '../../functions/strings.ts';
import { formatValue } from '../../go/text.ts';
import type { RenderContext } from '../context.ts';
import { labelValue, MAX_LENGTH } from './label-value.ts';
import { contextOf, firstOf, keywordsOf, lookUp, type NamedTemplate, textOf } from './named-template.ts';

/** Cuts a name to the length that Kubernetes allows, without any `-` at the end (bitnami removes only one). */
export function cutName(name: string): string {
  const cut = trunc(MAX_LENGTH, name);
  return cut.endsWith('-') ? cut.replace(/(?<!-)-+$/, '') : cut;
}

/** The name of the chart, or `nameOverride` (bitnami's `common.names.name`). */
export const nameOf = ({ Chart, Values }: RenderContext): string =>
  cutName(formatValue(firstOf(lookUp(Values, 'nameOverride'), Chart.Name)));

/** The full name of the release, or `fullnameOverride` (bitnami's `common.names.fullname`). */
export function fullnameOf({ Chart, Values, Release }: RenderContext): string {
  const override = textOf(lookUp(Values, 'fullnameOverride'));
  if (override !== '') return cutName(override);
  const name = formatValue(firstOf(lookUp(Values, 'nameOverride'), Chart.Name));
  return join(Release.Name.toLowerCase().replace(/(?:-?[^a-z\d-])+-?/gu, '-'), name);
}

/** Joins the two names, unless the release's name contains the chart's. */
const join = (release: string, name: string): string =>
  cutName(release.includes(name) ? release : `${release}-${name}`);

/** The namespace of the release, or `namespaceOverride` (bitnami's `common.names.namespace`). */
export const namespaceOf = ({ Release, Values }: RenderContext): string =>
  cutName(formatValue(firstOf(lookUp(Values, 'namespaceOverride'), Release.Namespace)));

/** The chart and its version, as in the label `helm.sh/chart`. */
export const chartOf = ({ Chart }: RenderContext): string => labelValue(`${Chart.Name}-${Chart.Version}`);

const dependencyFullname: NamedTemplate = (arg, scope) => {
  const { chartName = null, chartValues = null } = keywordsOf(arg);
  const override = textOf(lookUp(chartValues, 'fullnameOverride'));
  if (override !== '') return cutName(override);
  const name = textOf(firstOf(lookUp(chartValues, 'nameOverride'), chartName));
  return join(contextOf(arg, scope).Release.Name, name);
};

const ofContext =
  (compute: (context: RenderContext) => string): NamedTemplate =>
  (arg, scope) =>
    compute(contextOf(arg, scope));

/** The templates `common.names.*`. */
export const names: Readonly<Record<string, NamedTemplate>> = {
  'common.names.name': ofContext(nameOf),
  'common.names.chart': ofContext(chartOf),
  'common.names.fullname': ofContext(fullnameOf),
  'common.names.namespace': ofContext(namespaceOf),
  'common.names.fullname.namespace': ofContext((context) => cutName(`${fullnameOf(context)}-${namespaceOf(context)}`)),
  'common.names.dependency.fullname': dependencyFullname,
};
