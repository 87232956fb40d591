import { checkText } from '../kubernetes/fields.ts';
import { portName } from '../kubernetes/names.ts';
import { flag, has, maps, number, text } from '../kubernetes/read.ts';
import type { ObjectRule, Report, Visit } from '../rule.ts';

export const port: ObjectRule = {
  id: 'kubernetes-port',
  severity: 'error',
  summary: 'A port outside of 1 to 65535, an invalid port name, or a host port that contradicts the host network',
  visit: {
    'core.v1.ContainerPort': (node, report) => {
      checkNumber(node, 'containerPort', report);
      if ((number(node, 'hostPort') ?? 0) !== 0) checkNumber(node, 'hostPort', report);
      const name = text(node, 'name');
      if (name) checkText(name, portName, 'the name of a port', report, ['name']);
    },
    'core.v1.PodSpec': (node, report) => {
      if (flag(node, 'hostNetwork') !== true) return;
      for (const [index, container] of maps(node, 'containers')) {
        for (const [position, item] of maps(container, 'ports')) {
          const host = number(item, 'hostPort') ?? 0;
          if (host !== 0 && host !== number(item, 'containerPort'))
            report(
              ['containers', index, 'ports', position, 'hostPort'],
              'on the host network, the hostPort must be the containerPort',
              'leave hostPort out',
            );
        }
      }
    },
    'core.v1.HTTPGetAction': (node, report) => checkNumberOrName(node, 'port', report),
    'core.v1.TCPSocketAction': (node, report) => checkNumberOrName(node, 'port', report),
    'core.v1.GRPCAction': (node, report) => checkNumber(node, 'port', report),
    'core.v1.ServicePort': (node, report) => {
      checkNumber(node, 'port', report);
      // An empty target is the port itself.
      if (node.targetPort !== '' && node.targetPort !== 0 && has(node, 'targetPort'))
        checkNumberOrName(node, 'targetPort', report);
      const name = text(node, 'name');
      if (name) checkText(name, nameOfServicePort, 'the name of a port', report, ['name']);
    },
    'networking.v1.NetworkPolicyPort': (node, report) => {
      if (has(node, 'port')) checkNumberOrName(node, 'port', report);
      const [from, to] = [number(node, 'port'), number(node, 'endPort')];
      if (to === undefined) return;
      if (from === undefined) report(['endPort'], 'an endPort needs a port that is a number');
      else if (to < from) report(['endPort'], `the endPort ${to} is below the port ${from}`);
      else checkNumber(node, 'endPort', report);
    },
    'admissionregistration.v1.ServiceReference': (node, report) => checkNumber(node, 'port', report),
    'networking.v1.ServiceBackendPort': (node, report) => {
      if (has(node, 'number') && node.number !== 0) checkNumber(node, 'number', report);
      const name = text(node, 'name');
      if (name) checkText(name, portName, 'the name of a port', report, ['name']);
    },
  },
};

const outOfRange = (value: number) => `${value} is not a port: ports are 1 to 65535`;

function checkNumber(node: Parameters<Visit>[0], field: string, report: Report): void {
  const value = number(node, field);
  if (value !== undefined && (value < 1 || value > 65535)) report([field], outOfRange(value));
}

function checkNumberOrName(node: Parameters<Visit>[0], field: string, report: Report): void {
  checkNumber(node, field, report);
  const name = text(node, field);
  if (name === undefined) return;
  const fault = name === '' ? 'is empty' : portName(name);
  if (fault) report([field], `${JSON.stringify(name)} cannot be the name of a port: it ${fault}`);
}

/** A Service's ports have DNS labels for names. */
const nameOfServicePort = (name: string): string | undefined => {
  if (name.length > 63) return `has ${name.length} characters; at most 63 are allowed`;
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)
    ? undefined
    : 'must consist of lower-case letters, digits and "-", with a letter or digit at both ends';
};
