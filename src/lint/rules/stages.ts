import type { Severity } from '../../problem/problem.ts';
import type { RuleInfo } from '../rule.ts';
import { documents } from './values-documents.ts';

const rule = (id: string, severity: Severity, summary: string): RuleInfo => ({ id, severity, summary });

/**
 * Problems that `template` finds itself, and that lint reports with the same messages: the codes of problems, and the
 * rules that the chart's own warnings name.
 */
export const STAGE_RULES: readonly RuleInfo[] = [
  documents,
  rule('chart', 'error', 'The chart itself is broken'),
  rule('file', 'error', 'A file that cannot be read'),
  rule('manifest-duplicate', 'warning', 'Two objects of one kind and name'),
  rule('manifest-hook', 'error', 'A hook that Helm would not run'),
  rule('manifest-object', 'error', 'A document that is not a Kubernetes object'),
  rule('manifest-yaml', 'error', 'A template whose output is not YAML'),
  rule('schema', 'error', 'A value that the chart’s schema does not allow, or a key that it does not have'),
  rule('suppression', 'warning', 'A comment that suppresses nothing, or names a rule that does not exist'),
  rule('template', 'error', 'A template that fails, in the chart or in a value'),
  rule('template-escape', 'error', 'A value in a place of a template where it could break the document'),
  rule('template-syntax', 'error', 'A template that cannot be compiled, in the chart or in a value'),
  rule('template-warning', 'warning', 'A warning of the chart itself'),
  rule('values-list-as-string', 'warning', 'A list that a flag gives as one string'),
  rule('values-list-replaced', 'warning', 'A flag that replaces a list of the chart'),
  rule('values-not-a-map', 'error', 'A values file that is not a map'),
  rule('values-null', 'warning', 'A null that deletes nothing'),
  rule('values-set', 'error', 'A flag that cannot be read'),
  rule('values-table', 'warning', 'A map instead of a single value, or a single value instead of a map'),
  rule('values-unknown', 'warning', 'A flag for a value that the chart does not know'),
  rule('yaml-duplicate-key', 'warning', 'A key that occurs twice in one map'),
  rule('yaml-syntax', 'error', 'A file that is not YAML'),
  rule('kilo-configmap', 'warning', 'A configuration that is not used, because existingConfigmap is set'),
  rule('kilo-command', 'warning', 'A command that leaves out flags that other values require'),
  rule('kilo-compatibility', 'warning', 'A CNI configuration of Kilo besides the network that it works with'),
  rule('kilo-hostname', 'warning', 'A command that leaves out --hostname'),
  rule('kilo-kubeconfig', 'warning', 'A ConfigMap with the kubeconfig that the pods cannot mount from their namespace'),
  rule('kilo-node-affinity-preset', 'error', 'A node affinity preset without a label to match'),
  rule('kilo-root', 'warning', 'A daemon that would not be root in a privileged container'),
  rule('kilo-tolerations', 'warning', 'A daemon that would not run on nodes that are not ready'),
];
