import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { runCli } from '../kilo/render.ts';
import { mustKubectl } from './kubectl.ts';

const PROMETHEUS_OPERATOR = 'github.com/prometheus-operator/prometheus-operator@v0.85.0';

/** The definition of PodMonitors, from the Go module that has it; undefined where there is no Go, or no way to it. */
export function findPodMonitorDefinition(): string | undefined {
  const { status, stdout } = spawnSync('go', ['mod', 'download', '-json', PROMETHEUS_OPERATOR], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const { Dir } = JSON.parse(stdout) as { Dir: string };
  return readFileSync(`${Dir}/example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml`, 'utf8');
}

/**
 * Applies what `show crds` prints, and more definitions, as the README has it: and waits until they are established.
 */
export async function establish(...more: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runCli(['show', 'crds']);
  if (code !== 0) throw new Error(stderr);
  for (const definition of [stdout, ...more]) {
    // On the server's side: PodMonitors do not fit into kubectl's annotation, and other tests may do this just now.
    await mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], definition);
    await mustKubectl(['wait', '--for=condition=Established', '--timeout=30s', '-f', '-'], definition);
  }
}
