import { isMap, type Value, type ValueMap } from '../../yaml/value.ts';
import { has, list, map, maps, number, text } from '../kubernetes/read.ts';
import type { ObjectRule, Report } from '../rule.ts';
import { quote } from '../words.ts';

export const duplicate: ObjectRule = {
  id: 'kubernetes-duplicate',
  severity: 'error',
  summary: 'Two containers, volumes, mounts or ports that would be one',
  visit: {
    'core.v1.PodSpec': (node, report) => {
      uniqueText(node, 'volumes', 'name', 'two volumes are called', report);
      checkContainers(node, report);
      checkHostPorts(node, report);
      uniqueText(node, 'schedulingGates', 'name', 'two scheduling gates are called', report);
      const spreads = new Set<string>();
      for (const [index, spread] of maps(node, 'topologySpreadConstraints')) {
        const key = `${text(spread, 'topologyKey')}\0${text(spread, 'whenUnsatisfiable')}`;
        if (spreads.has(key))
          report(
            ['topologySpreadConstraints', index],
            'two constraints have the same topologyKey and whenUnsatisfiable',
          );
        spreads.add(key);
      }
    },
    'core.v1.Container': (node, report) => {
      uniqueText(node, 'volumeMounts', 'mountPath', 'two volumes are mounted at', report);
      uniqueText(node, 'volumeDevices', 'name', 'two devices are', report);
      uniqueText(node, 'volumeDevices', 'devicePath', 'two devices are at', report);
      uniqueText(node, 'ports', 'name', 'two ports are called', report);
    },
    'core.v1.PodSecurityContext': (node, report) => uniqueText(node, 'sysctls', 'name', 'two sysctls are', report),
    'core.v1.ServiceSpec': checkServicePorts,
    'core.v1.ProjectedVolumeSource': (node, report) => {
      const seen = new Set<string>();
      for (const [index, source] of maps(node, 'sources')) {
        for (const kind of ['configMap', 'downwardAPI', 'secret']) {
          for (const [position, item] of maps(map(source, kind), 'items')) {
            const path = text(item, 'path') ?? '';
            if (path && seen.has(path))
              report(['sources', index, kind, 'items', position, 'path'], `two files are at ${quote(path)}`);
            seen.add(path);
          }
        }
      }
    },
    'core.v1.LimitRangeSpec': (node, report) =>
      uniqueText(node, 'limits', 'type', 'two limits are of the type', report),
    'networking.v1.NetworkPolicySpec': (node, report) => {
      if (list(node, 'policyTypes').length > 2) report(['policyTypes'], 'a policy can have at most two policyTypes');
    },
    'admissionregistration.v1.ValidatingWebhookConfiguration': uniqueWebhooks,
    'admissionregistration.v1.MutatingWebhookConfiguration': uniqueWebhooks,
  },
};

function uniqueWebhooks(node: ValueMap, report: Report): void {
  uniqueText(node, 'webhooks', 'name', 'two webhooks are called', report);
}

function uniqueText(node: ValueMap, field: string, key: string, words: string, report: Report): void {
  const seen = new Set<string>();
  for (const [index, item] of maps(node, field)) {
    const value = text(item, key);
    if (!value) continue;
    if (seen.has(value)) report([field, index, key], `${words} ${quote(value)}`);
    seen.add(value);
  }
}

/** Init containers share their names with the others. */
function checkContainers(node: ValueMap, report: Report): void {
  const seen = new Set<string>();
  for (const field of ['containers', 'initContainers']) {
    for (const [index, container] of maps(node, field)) {
      const name = text(container, 'name');
      if (!name) continue;
      if (seen.has(name)) report([field, index, 'name'], `two containers are called ${quote(name)}`);
      seen.add(name);
    }
  }
}

/** A port of the host serves one container. */
function checkHostPorts(node: ValueMap, report: Report): void {
  const all = new Set<string>();
  const visit = (field: string, index: number, container: ValueMap, seen: Set<string>): void => {
    for (const [position, port] of maps(container, 'ports')) {
      const hostPort = number(port, 'hostPort') ?? 0;
      if (hostPort === 0) continue;
      const key = `${text(port, 'protocol') || 'TCP'}/${text(port, 'hostIP') ?? ''}/${hostPort}`;
      if (seen.has(key))
        report([field, index, 'ports', position, 'hostPort'], `two ports take the port ${hostPort} of the host`);
      seen.add(key);
    }
  };
  for (const [index, container] of maps(node, 'containers')) visit('containers', index, container, all);
  // Init containers run one after another.
  for (const [index, container] of maps(node, 'initContainers')) visit('initContainers', index, container, new Set());
}

function checkServicePorts(node: ValueMap, report: Report): void {
  const seen = new Set<string>();
  const count = list(node, 'ports').length;
  uniqueText(node, 'ports', 'name', 'two ports are called', report);
  for (const [index, port] of maps(node, 'ports')) {
    const key = `${text(port, 'protocol') || 'TCP'}/${number(port, 'port')}`;
    if (seen.has(key) && has(port, 'port')) report(['ports', index, 'port'], `two ports are ${show(port.port)}`);
    seen.add(key);
    if (count > 1 && !text(port, 'name')) report(['ports', index], 'of several ports, each needs a name');
  }
}

const show = (value: Value | undefined): string => (isMap(value) || Array.isArray(value) ? 'equal' : String(value));
