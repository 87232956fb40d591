import { parseBool } from '../../go/parse-bool.ts';
import { isDynamic, lastOf, readCommandLine } from '../kilo/command-line.ts';
import { maps, text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';

/** Where a node keeps the configuration of its network. */
const CNI_FOLDER = /^\/etc\/(?:kubernetes\/)?cni\/net\.d\/?$/;

export const cni: ObjectRule = {
  id: 'kilo-cni',
  severity: 'error',
  summary: 'The flag --cni contradicts what is installed on the node',
  visit: {
    'core.v1.PodSpec': (node, report) => {
      const installs = maps(node, 'initContainers').some(([, container]) =>
        maps(container, 'env').some(([, variable]) => text(variable, 'name') === 'CNI_NETWORK_CONFIG'),
      );
      for (const [index, container] of maps(node, 'containers')) {
        const args = readCommandLine(container);
        if (!args) continue;
        const given = lastOf(args, 'cni');
        const value = given?.value ?? 'true';
        if (isDynamic(value)) continue;
        const manages = parseBool(value) ?? true;
        const at = ['containers', index, ...(given?.valuePath ?? [])];
        const mounts = maps(container, 'volumeMounts').some(([, mount]) =>
          CNI_FOLDER.test(text(mount, 'mountPath') ?? ''),
        );
        if (!manages && installs)
          report(
            at,
            'kg is told not to manage the CNI configuration (--cni=false), which an init container installs all the same',
            'set cni.enabled: false, and leave the flag out',
          );
        else if (manages && !mounts && !installs)
          report(
            at,
            'kg is to manage the CNI configuration, and its container does not mount the directory that it is in',
            given
              ? 'leave the flag out, or set cni.enabled: true'
              : 'add --cni=false, or mount the directory of the CNI configuration',
          );
      }
    },
  },
};
