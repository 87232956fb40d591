export { contextsOf, type ReleaseOptions } from './contexts.ts';
export { definitionFiles, readDefinitions, wholeDefinitions } from './crds.ts';
export { placeInTemplates } from './place.ts';
export { readBuiltInChart, readyBuiltInChart } from './read-built-in.ts';
export { type ReadyChart, readIfValid, readValuesOf, readyChart } from './ready.ts';
export {
  prepareRender,
  type Release,
  renderOutputs,
  renderRelease,
  renderValues,
  rulesFor,
} from './render.ts';
export { isWithin, repair } from './repair.ts';
export type { RenderRequest } from './request.ts';
export { type Cluster, capabilitiesOf, checkNamespace, checkReleaseName } from './target.ts';
export { computeReleaseValues, type ValuesBasis } from './values.ts';
