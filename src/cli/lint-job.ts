import type { LintRequest } from '../lint/index.ts';
import type { Settings } from './config/config.ts';
import { type ChartIo, type ChartOption, findChart } from './flags/chart-option.ts';
import { findPlatform } from './flags/platform-option.ts';
import {
  capabilitiesOf,
  checkNamespace,
  checkReleaseName,
  namespaceOf,
  type ReleaseFlags,
} from './flags/release-options.ts';
import { readSchemaFiles } from './flags/schemas-option.ts';
import { quoteFileName, type ValueOptions, valuesRequest } from './flags/value-options.ts';

/** The flags of lint that select what is checked, not how it is reported. */
export interface CheckFlags extends ValueOptions, ReleaseFlags, ChartOption {
  readonly releaseName?: string;
  readonly schemas?: readonly string[];
}

/** Files that are checked together, because they have the same settings: plain data, which can be sent to a worker. */
export interface LintJob {
  readonly flags: CheckFlags;
  readonly settings: Settings;
  readonly files: readonly string[];
}

/**
 * Loads what a job needs.
 *
 * @throws ProblemError the errors of the flags or the chart
 */
export async function prepareJob(
  { settings, flags: given }: Pick<LintJob, 'settings' | 'flags'>,
  io: ChartIo,
): Promise<Omit<LintRequest, 'files'>> {
  const flags = overSettings(given, settings);
  const ready = await findChart(flags.chart, flags, io);
  const platform = await findPlatform(flags, flags.chart, ready.chart, io);
  const capabilities = capabilitiesOf(flags);
  const schemas = readSchemaFiles([...(settings.schemas ?? []), ...(flags.schemas ?? [])], io.cwd);
  io.note?.(`schemas: Kubernetes ${capabilities.KubeVersion.Version}, and ${schemas.length} files of --schemas`);
  return {
    ready,
    options: {
      name: checkReleaseName(flags.releaseName ?? ready.chart.name),
      namespace: checkNamespace(namespaceOf(flags, io)),
      isUpgrade: flags.isUpgrade ?? false,
      capabilities,
      skipSchema: flags.skipSchemaValidation ?? false,
    },
    shared: { ...valuesRequest(flags), ...platform },
    schemas,
    severities: settings.rules ?? {},
  };
}

/** Flags overrule the configuration; values of the configuration are overruled by those of flags. */
function overSettings(flags: CheckFlags, settings: Settings): CheckFlags {
  const { chart, platform, namespace, kubeVersion, values = [], set = [] } = settings;
  return {
    ...(chart === undefined ? {} : { chart }),
    ...(platform === undefined ? {} : { platform }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
    ...flags,
    values: [...values.map(quoteFileName), ...(flags.values ?? [])],
    set: [...set, ...(flags.set ?? [])],
  };
}
