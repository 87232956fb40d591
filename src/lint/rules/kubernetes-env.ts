import { checkText } from '../kubernetes/fields.ts';
import { envName, qualifiedName } from '../kubernetes/names.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import { has, map, maps, text } from '../kubernetes/read.ts';
import type { ObjectRule, Report } from '../rule.ts';
import { enumerate, quote } from '../words.ts';

/** What the downward API offers to environment variables, and to files. */
const FIELDS = {
  env: [
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
  ],
  file: ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'],
} as const;

/** Older names of fields, which the API server still reads. */
const RENAMED: Readonly<Record<string, string>> = { 'spec.host': 'spec.nodeName' };

const DIVISORS = ['1', ...['k', 'M', 'G', 'T', 'P', 'E'].flatMap((unit) => [`1${unit}`, `1${unit.toUpperCase()}i`])];

const RESOURCE = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.*)$/;

export const env: ObjectRule = {
  id: 'kubernetes-env',
  severity: 'error',
  summary: 'An environment variable that cannot be set: its name, or where its value comes from',
  visit: {
    'core.v1.EnvVar': (node, report) => {
      const name = text(node, 'name');
      if (name) checkText(name, envName, 'the name of an environment variable', report, ['name']);
      if (text(node, 'value') && has(node, 'valueFrom'))
        report(['valueFrom'], 'an environment variable has a value or a valueFrom, not both');
      const source = map(node, 'valueFrom');
      const field = map(source, 'fieldRef');
      if (field) checkField(text(field, 'fieldPath'), 'env', report, ['valueFrom', 'fieldRef', 'fieldPath']);
    },
    'core.v1.ObjectFieldSelector': (node, report) => {
      const version = text(node, 'apiVersion');
      if (version && version !== 'v1')
        report(['apiVersion'], `the fields of a pod are those of v1, not ${quote(version)}`);
    },
    'core.v1.EnvFromSource': (node, report) => {
      const prefix = text(node, 'prefix');
      if (prefix) checkText(prefix, envName, 'the start of the names of environment variables', report, ['prefix']);
    },
    'core.v1.DownwardAPIVolumeFile': (node, report) => {
      const field = map(node, 'fieldRef');
      if (field) checkField(text(field, 'fieldPath'), 'file', report, ['fieldRef', 'fieldPath']);
      const reference = map(node, 'resourceFieldRef');
      if (!reference) return;
      if (!text(reference, 'containerName'))
        report(['resourceFieldRef'], 'a resource in a file needs the containerName that it is of');
    },
    'core.v1.ResourceFieldSelector': (node, report) => {
      const resource = text(node, 'resource');
      if (resource && !RESOURCE.test(resource)) report(['resource'], noResource(resource));
      const divisor = parseQuantity(node.divisor) ?? 0n;
      if (!resource || divisor === 0n) return;
      const allowed = /\.cpu$/.test(resource) ? ['1m', '1'] : DIVISORS;
      if (!allowed.some((one) => parseQuantity(one) === divisor))
        report(['divisor'], `${resource} can be divided by ${enumerate(allowed, 'or')}`);
    },
    'core.v1.PodSpec': (node, report) => {
      // Of two volumes of one name, the first counts.
      const named = maps(node, 'volumes').map(([, volume]) => [text(volume, 'name'), volume] as const);
      const volumes = new Map(named.reverse());
      for (const kind of ['initContainers', 'containers']) {
        for (const [index, container] of maps(node, kind)) {
          for (const [position, variable] of maps(container, 'env')) {
            const name = text(map(map(variable, 'valueFrom'), 'fileKeyRef'), 'volumeName');
            const below = [kind, index, 'env', position, 'valueFrom', 'fileKeyRef', 'volumeName'];
            const volume = name ? volumes.get(name) : undefined;
            if (name && !volume) report(below, `there is no volume ${quote(name)}`);
            else if (volume && !has(volume, 'emptyDir')) report(below, 'only the files of an emptyDir can be read');
          }
        }
      }
    },
  },
};

const noResource = (resource: string): string =>
  `${quote(resource)} is not a resource of a container: they are limits.cpu, requests.memory and the like`;

function checkField(path: string | undefined, kind: keyof typeof FIELDS, report: Report, below: string[]): void {
  if (!path) return;
  const subscript = /^(.*)\['([^']*)'\]$/.exec(path);
  if (subscript) {
    const [, base = '', key = ''] = subscript;
    if (base !== 'metadata.labels' && base !== 'metadata.annotations')
      report(below, `${quote(base)} is not a field with keys: these are metadata.labels and metadata.annotations`);
    else checkText(key, qualifiedName, 'the key of a label or an annotation', report, below);
    return;
  }
  const known: readonly string[] = FIELDS[kind];
  if (!known.includes(RENAMED[path] ?? path))
    report(below, `${quote(path)} is not a field of a pod that can be read: these are ${enumerate(known)}`);
}
