import { type Manifest, printRelease } from '../manifests/index.ts';
import type { Problem } from '../problem/problem.ts';
import {
  capabilitiesOf,
  checkNamespace,
  checkReleaseName,
  type ReleaseOptions,
  renderRelease as render,
} from '../release/index.ts';
import type { CommonOptions, Outcome } from './options.ts';
import { collectProblems, stageOf } from './outcome.ts';
import { ioOf } from './reader.ts';
import { prepareValues, type ValuesOptions, type WithChart } from './values.ts';

/** What a release is called, where it goes, and what its cluster is. */
export interface TargetOptions {
  /** Default: the name of the chart. */
  readonly name?: string;
  /** Default: `default`. */
  readonly namespace?: string;
  /** The version of Kubernetes, such as `1.34`; default: that of Helm. */
  readonly kubeVersion?: string;
  /** APIs that the cluster has besides Kubernetes' own, such as `monitoring.coreos.com/v1`. */
  readonly apiVersions?: readonly string[];
  /** Whether templates see an upgrade; default: an installation. */
  readonly isUpgrade?: boolean;
  /** Whether the values are not checked against the schema of the chart; default: they are. */
  readonly skipSchema?: boolean;
  /**
   * Milliseconds after which templates stop, with an error; default: no limit of time. The limits of work and memory always
   * apply.
   */
  readonly timeout?: number;
}

/** All that a release is made of. */
export type RenderOptions = ValuesOptions & TargetOptions & WithChart;

/** The objects of a release. */
export interface RenderResult extends Outcome {
  /** In the order of an installation; empty where there are errors. */
  readonly manifests: readonly Manifest[];
  /** All of them as `kilo-chart template` prints them. */
  readonly text: string;
}

/**
 * Renders a release: from values to the objects that `kubectl` applies. One process may render any number of charts and
 * releases, also at the same time: nothing is shared but what was compiled of a loaded chart.
 *
 * ```ts
 * import { renderRelease } from 'kilo-chart';
 *
 * const { manifests, problems } = await renderRelease({
 *   name: 'mesh',
 *   namespace: 'kube-system',
 *   platform: 'k3s',
 *   values: { image: { tag: '0.7.0' } },
 * });
 * for (const { severity, message } of problems) console.error(severity, message);
 * console.log(manifests.some(({ kind }) => kind === 'DaemonSet')); // true
 * ```
 *
 * @returns the objects, and what is wrong
 * @throws the reason of the signal, once it is aborted
 */
export async function renderRelease(options: RenderOptions = {}): Promise<RenderResult> {
  const problems: Problem[] = [];
  const release = await collectProblems(problems, async () => {
    const { ready, request } = await prepareValues(options);
    const target = targetOf(ready.chart.name, options);
    const begin = stageOf(options);
    begin('reading values');
    const rendered = await render(ready, target, request, ioOf(options.reader), begin);
    options.signal?.throwIfAborted();
    problems.push(...rendered.problems);
    return rendered;
  });
  const manifests = release?.manifests ?? [];
  return { manifests, text: printRelease(manifests, release?.rules), problems };
}

/** @throws ProblemError an invalid name, namespace or version of Kubernetes */
export function targetOf(
  chart: string,
  { name, namespace, kubeVersion, apiVersions, isUpgrade, skipSchema, timeout, signal }: TargetOptions & CommonOptions,
): ReleaseOptions {
  return {
    name: checkReleaseName(name ?? chart),
    namespace: checkNamespace(namespace ?? 'default'),
    isUpgrade: isUpgrade ?? false,
    skipSchema: skipSchema ?? false,
    capabilities: capabilitiesOf({ kubeVersion, apiVersions }),
    ...(signal && { signal }),
    ...(timeout !== undefined && { deadline: performance.now() + timeout }),
  };
}
