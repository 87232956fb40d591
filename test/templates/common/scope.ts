import { formatValue } from '../../../src/go/text.ts';
import type { Problem } from '../../../src/problem/problem.ts';
import { lookUp, type Scope } from '../../../src/templates/common/named-template.ts';
import type { RenderContext } from '../../../src/templates/context.ts';
import { evaluate } from '../../../src/templates/handlebars/runtime/evaluate.ts';
import { HeldStrings } from '../../../src/templates/handlebars/runtime/held-strings.ts';
import { newMap, type Value } from '../../../src/yaml/value.ts';

/** What a call of a named template is made within. */
export interface CallContext {
  readonly release: string;
  readonly namespace: string;
  readonly chart: { name: string; version: string; appVersion?: string; annotations?: Record<string, string> };
  readonly values: object;
  readonly flags: readonly string[];
}

/** JSON's objects as maps. */
export function toValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value !== 'object' || value === null) return value as Value;
  return newMap(Object.entries(value).map(([key, item]) => [key, toValue(item)]));
}

function rootFor({ release, namespace, chart, values, flags }: CallContext): RenderContext {
  const flag = (name: string) => (flags.includes(name) ? flags[flags.indexOf(name) + 1] : undefined);
  const isUpgrade = flags.includes('--is-upgrade');
  const extra = flag('-a');
  return {
    Values: toValue(values) as RenderContext['Values'],
    Release: {
      Name: release,
      Namespace: namespace,
      Service: 'Helm',
      Revision: 1,
      IsInstall: !isUpgrade,
      IsUpgrade: isUpgrade,
    },
    Chart: {
      Name: chart.name,
      Version: chart.version,
      AppVersion: chart.appVersion ?? '',
      Annotations: toValue(chart.annotations ?? {}),
    },
    Capabilities: {
      KubeVersion: {
        Version: flag('--kube-version') ?? 'v1.36.0',
        Major: '1',
        Minor: '36',
        GitVersion: flag('--kube-version') ?? 'v1.36.0',
      },
      APIVersions: ['v1', 'apps/v1', 'batch/v1', ...(extra === undefined ? [] : [extra])],
      HelmVersion: { Version: 'v4.2.4' },
    },
    Template: { Name: 'kilo/templates/a.yaml', BasePath: 'kilo/templates' },
    Files: {},
  };
}

/** A scope whose template language is a path between braces, in Go's spelling, which the recorded calls have. */
export function scopeFor(context: CallContext): Scope & { readonly warnings: Omit<Problem, 'severity' | 'code'>[] } {
  const root = rootFor(context);
  const warnings: Omit<Problem, 'severity' | 'code'>[] = [];
  const tpl = (text: string): string =>
    text.replace(/\{\{ ?\.([\w.]+) ?\}\}/g, (_, path: string) => formatValue(lookUp(root, ...path.split('.'))));
  return {
    root,
    warnings,
    tpl,
    include: (name) => {
      throw new Error(`no template ${name}`);
    },
    evaluate: (value, kind) => evaluate(value, kind, undefined, tpl, new HeldStrings()),
    warn: (problem) => void warnings.push(problem),
  };
}
