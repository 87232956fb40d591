export { listDependencies } from './dependencies/list.ts';
export {
  buildDependencies,
  type DependencyFlags,
  type Managed,
  updateDependencies,
} from './dependencies/manage.ts';
export { type FetchedChart, fetchChart } from './fetch-chart.ts';
export { fetchFile, type RemoteFlags, type RemoteIo } from './session.ts';
