import type { ValueMap } from '../../yaml/value.ts';
import { has } from '../kubernetes/read.ts';
import type { ObjectRule, Visit } from '../rule.ts';
import { enumerate, nameOfType } from '../words.ts';

interface Choice {
  /** The fields to choose from; without them, all but `besides`. */
  readonly from?: readonly string[];
  readonly besides?: readonly string[];
  /** Whether none of them is allowed, too. */
  readonly optional?: boolean;
}

const CHOICES: Readonly<Record<string, Choice>> = {
  // A volume without a source is an emptyDir.
  'core.v1.Volume': { besides: ['name', 'image'], optional: true },
  'core.v1.EnvVarSource': { besides: ['fileKeyRef'] },
  'core.v1.EnvFromSource': { from: ['configMapRef', 'secretRef'] },
  'core.v1.Probe': { from: ['exec', 'grpc', 'httpGet', 'tcpSocket'] },
  'core.v1.LifecycleHandler': { from: ['exec', 'httpGet', 'sleep', 'tcpSocket'] },
  'core.v1.VolumeProjection': { besides: ['clusterTrustBundle', 'podCertificate'], optional: true },
  'core.v1.DownwardAPIVolumeFile': { from: ['fieldRef', 'resourceFieldRef'] },
  'networking.v1.IngressBackend': { from: ['resource', 'service'] },
  'networking.v1.ServiceBackendPort': { from: ['name', 'number'] },
  'admissionregistration.v1.WebhookClientConfig': { from: ['service', 'url'] },
};

const visitChoice =
  (type: string, { from, besides = [], optional = false }: Choice): Visit =>
  (node, report) => {
    const fields = from ?? Object.keys(node).filter((field) => !besides.includes(field));
    const given = fields.filter((field) => isGiven(node, field));
    const what = nameOfType(type);
    if (given.length > 1) {
      const [, second = ''] = given;
      report([second], `${what} takes one of ${enumerate(given)}, not ${given.length === 2 ? 'both' : 'all'}`);
    }
    if (given.length === 0 && !optional) {
      report([], `${what} needs ${from ? `one of ${enumerate(from)}` : 'a source'}`);
    }
  };

const isGiven = (node: ValueMap, field: string): boolean => has(node, field) && node[field] !== '' && node[field] !== 0;

export const oneOf: ObjectRule = {
  id: 'kubernetes-one-of',
  severity: 'error',
  summary: 'Of fields that exclude each other, none is given, or several',
  visit: {
    ...Object.fromEntries(Object.entries(CHOICES).map(([type, choice]) => [type, visitChoice(type, choice)])),
    'networking.v1.NetworkPolicyPeer': (node, report) => {
      const given = ['podSelector', 'namespaceSelector', 'ipBlock'].filter((field) => has(node, field));
      if (given.length === 0) report([], 'a NetworkPolicyPeer needs a podSelector, a namespaceSelector or an ipBlock');
      if (given.length > 1 && has(node, 'ipBlock')) report(['ipBlock'], 'an ipBlock excludes selectors');
    },
  },
};
