export { type FetchedChart, fetchChart } from './fetch-chart.ts';
export { fetchFile, type RemoteFlags, type RemoteIo } from './session.ts';
