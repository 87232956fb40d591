import type { ValueMap } from '../../yaml/value.ts';
import { localPath } from '../kubernetes/names.ts';
import { flag, has, map, maps, number, text, texts } from '../kubernetes/read.ts';
import type { ObjectRule, Report } from '../rule.ts';
import { quote } from '../words.ts';

const MOST = 2 ** 31 - 1;

export const securityContext: ObjectRule = {
  id: 'kubernetes-security-context',
  severity: 'error',
  summary: 'A security context that contradicts itself, or an id that no user or group can have',
  visit: {
    'core.v1.SecurityContext': (node, report) => {
      checkIds(node, report);
      checkProfile(node, 'seccompProfile', report);
      checkProfile(node, 'appArmorProfile', report);
      if (flag(node, 'allowPrivilegeEscalation') !== false) return;
      if (flag(node, 'privileged') === true)
        report(
          ['allowPrivilegeEscalation'],
          'a privileged container can always escalate its privileges: allowPrivilegeEscalation cannot be false',
          'leave allowPrivilegeEscalation out',
        );
      for (const [index, capability] of texts(map(node, 'capabilities'), 'add'))
        if (capability === 'CAP_SYS_ADMIN')
          report(
            ['capabilities', 'add', index],
            'CAP_SYS_ADMIN and allowPrivilegeEscalation: false exclude each other',
          );
    },
    'core.v1.PodSecurityContext': (node, report) => {
      checkIds(node, report);
      checkProfile(node, 'seccompProfile', report);
      checkProfile(node, 'appArmorProfile', report);
    },
    'core.v1.PodSpec': (node, report) => {
      if (flag(node, 'hostPID') === true && flag(node, 'shareProcessNamespace') === true)
        report(['shareProcessNamespace'], 'hostPID and shareProcessNamespace exclude each other');
      const ownUsers = flag(node, 'hostUsers') === false;
      if (ownUsers)
        for (const field of ['hostNetwork', 'hostPID', 'hostIPC'])
          if (flag(node, field) === true) report([field], `${field} and hostUsers: false exclude each other`);
      for (const field of ['initContainers', 'containers'])
        for (const [index, container] of maps(node, field))
          if (!ownUsers && text(map(container, 'securityContext'), 'procMount') === 'Unmasked')
            report(
              [field, index, 'securityContext', 'procMount'],
              'procMount: Unmasked needs users of the pod’s own',
              'set hostUsers: false',
            );
      checkSysctls(node, report);
    },
  },
};

function checkIds(node: ValueMap, report: Report): void {
  for (const field of ['runAsUser', 'runAsGroup', 'fsGroup']) {
    const id = number(node, field);
    if (id !== undefined && (id < 0 || id > MOST)) report([field], `${id} is not an id: ids are 0 to ${MOST}`);
  }
  const groups = node.supplementalGroups;
  if (!Array.isArray(groups)) return;
  groups.forEach((id, index) => {
    if (typeof id === 'number' && (id < 0 || id > MOST))
      report(['supplementalGroups', index], `${id} is not an id: ids are 0 to ${MOST}`);
  });
}

function checkProfile(node: ValueMap, field: string, report: Report): void {
  const profile = map(node, field);
  if (!profile) return;
  const own = text(profile, 'type') === 'Localhost';
  const path = text(profile, 'localhostProfile');
  if (own && !(field === 'appArmorProfile' ? path : has(profile, 'localhostProfile')))
    report([field], `the ${field} of the type Localhost needs a localhostProfile`);
  if (!own && has(profile, 'localhostProfile'))
    report([field, 'localhostProfile'], 'a localhostProfile is allowed only with the type Localhost');
  const fault = own && path && field === 'seccompProfile' ? localPath(path) : undefined;
  if (path && fault) report([field, 'localhostProfile'], `${quote(path)} cannot be a path of a profile: it ${fault}`);
}

/** Sysctls of a namespace that the pod shares with its host. */
function checkSysctls(node: ValueMap, report: Report): void {
  for (const [index, sysctl] of maps(map(node, 'securityContext'), 'sysctls')) {
    const name = (text(sysctl, 'name') ?? '').replaceAll('/', '.');
    const below = ['securityContext', 'sysctls', index, 'name'];
    if (flag(node, 'hostNetwork') === true && name.startsWith('net.'))
      report(below, `on the host network, a pod cannot set ${quote(name)}`);
    if (flag(node, 'hostIPC') === true && /^(?:kernel\.(?:shm|msg|sem)|fs\.mqueue\.)/.test(name))
      report(below, `with hostIPC, a pod cannot set ${quote(name)}`);
  }
}
