import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { leaves } from '../../tools/generate/chart-parameters.ts';
import { RELEASE, release, template } from './render.ts';

const ROOT = 'kg must be root';
const NOT_READY = 'nodes that are not ready';
const HOSTNAME = 'leaves out --hostname';
const ROLLING = 'can change between two starts';
const UNUSED = 'kdaemon.configuration is not used';
const LOST = 'what other parameters ask for';
const ELSEWHERE = 'pods can only mount those of their own';
const BESIDE = 'which it is to work beside';
const ALL = [ROOT, NOT_READY, HOSTNAME, ROLLING, UNUSED, LOST, ELSEWHERE, BESIDE];

const rooted = { containerSecurityContext: { runAsUser: 0, privileged: true } };
const tolerant = { tolerations: [{ operator: 'Exists' }] };
const working = { ...rooted, ...tolerant };

/** Values, and what is said about them. */
const cases: readonly (readonly [when: string, values: object, warnings: readonly string[]])[] = [
  ['nothing is set', {}, [ROOT, NOT_READY]],
  ['all is set', { kdaemon: working }, []],

  ['kg is root, but not privileged', { kdaemon: { ...tolerant, containerSecurityContext: { runAsUser: 0 } } }, [ROOT]],
  [
    'kg is privileged, but not root',
    { kdaemon: { ...tolerant, containerSecurityContext: { privileged: true } } },
    [ROOT],
  ],
  [
    'the image defines the user',
    { kdaemon: { ...tolerant, containerSecurityContext: { runAsUser: null, privileged: true } } },
    [],
  ],
  [
    'the pod defines another user',
    {
      kdaemon: {
        ...tolerant,
        podSecurityContext: { runAsUser: 1 },
        containerSecurityContext: { runAsUser: null, privileged: true },
      },
    },
    [ROOT],
  ],
  [
    'the container overrules the pod',
    { kdaemon: { ...working, podSecurityContext: { runAsUser: 1, runAsNonRoot: false } } },
    [],
  ],
  ['the pod forbids root', { kdaemon: { ...working, podSecurityContext: { runAsNonRoot: true } } }, [ROOT]],
  [
    'no security context makes it privileged',
    { kdaemon: { ...tolerant, containerSecurityContext: { ...rooted.containerSecurityContext, enabled: false } } },
    [ROOT],
  ],

  [
    'a toleration has the effect NoSchedule',
    { kdaemon: { ...rooted, tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] } },
    [],
  ],
  [
    'a toleration has the effect NoExecute',
    { kdaemon: { ...rooted, tolerations: [{ operator: 'Exists', effect: 'NoExecute' }] } },
    [NOT_READY],
  ],
  [
    'only the taint is tolerated',
    { kdaemon: { ...rooted, tolerations: [{ key: 'node.kubernetes.io/not-ready' }] } },
    [],
  ],
  [
    'the taint exists',
    { kdaemon: { ...rooted, tolerations: [{ operator: 'Exists', key: 'node.kubernetes.io/not-ready' }] } },
    [],
  ],
  [
    'another taint is tolerated',
    { kdaemon: { ...rooted, tolerations: [{ operator: 'Exists', key: 'a' }] } },
    [NOT_READY],
  ],
  [
    'one of two tolerations does',
    { kdaemon: { ...rooted, tolerations: [{ key: 'a', value: 'b' }, { operator: 'Exists' }] } },
    [],
  ],
  ['tolerations are YAML text', { kdaemon: { ...rooted, tolerations: '[{operator: Exists}]' } }, []],

  ['a command names its node', { kdaemon: { ...working, command: ['kg', '--hostname=$(NODE_NAME)'] } }, []],
  ['a command does not', { kdaemon: { ...working, command: ['kg'] } }, [HOSTNAME]],
  ['a command does not, the arguments do', { kdaemon: { ...working, command: ['kg'], args: ['--hostname=a'] } }, []],
  ['a command does not, the flags do', { kdaemon: { ...working, command: ['kg'], extraFlags: '--hostname=a' } }, []],
  ['a shell does', { kdaemon: { ...working, command: ['sh', '-c', 'exec kg --hostname="$NODE_NAME"'] } }, []],
  ['only arguments are set', { kdaemon: { ...working, args: ['--a'] } }, []],

  ['the tag is latest', { kdaemon: working, image: { tag: 'latest' } }, [ROLLING]],
  ['the tag is a branch', { kdaemon: working, image: { tag: 'main' } }, [ROLLING]],
  ['the tag is a version', { kdaemon: working, image: { tag: '0.6.0-amd64' } }, []],
  ['the tag is a commit', { kdaemon: working, image: { tag: '9d23c1d0e7a8f8e5' } }, []],
  ['there is no tag', { kdaemon: working, image: { tag: null } }, []],
  ['a digest replaces the tag', { kdaemon: working, image: { tag: 'latest', digest: `sha256:${'a'.repeat(64)}` } }, []],

  ['a ConfigMap exists', { kdaemon: { ...working, existingConfigmap: 'a' } }, []],
  [
    'a ConfigMap is named, and a configuration set',
    { kdaemon: { ...working, existingConfigmap: 'a', configuration: '{}' } },
    [UNUSED],
  ],
  ['there is another configuration', { kdaemon: { ...working, configuration: '{}' } }, []],

  [
    'a command loses what other parameters ask for',
    { compatibility: 'flannel', cni: { enabled: false }, kdaemon: { ...working, command: ['kg', '--hostname=a'] } },
    [LOST],
  ],
  [
    'a command has what other parameters ask for, in its own way',
    {
      cni: { enabled: false },
      internalCIDRs: ['10.0.0.0/8'],
      kdaemon: { ...working, command: ['kg', '--hostname=a', '--cni', 'false'], args: ['--internal-cidr=10.1.0.0/16'] },
    },
    [],
  ],
  ['the kubeconfig of kube-proxy is elsewhere', { kdaemon: working, kubeconfig: { source: 'kubeProxy' } }, [ELSEWHERE]],
  [
    'the ConfigMap with the kubeconfig is known to be elsewhere',
    { kdaemon: working, kubeconfig: { source: 'configMap', configMap: { name: 'a', namespace: 'kube-system' } } },
    [ELSEWHERE],
  ],
  [
    'the ConfigMap with the kubeconfig is in the namespace of the release',
    { kdaemon: working, kubeconfig: { source: 'configMap', configMap: { name: 'a' } } },
    [],
  ],
  ['Kilo would replace the network that it is to work beside', { kdaemon: working, compatibility: 'cilium' }, [BESIDE]],
];

describe('what would not work is said on standard error, in a line or two', () => {
  it.each(cases)('when %s', async (_, values, warnings) => {
    const said = await release(values);
    expect(said.errors).toEqual([]);
    expect(ALL.filter((warning) => said.warnings.join().includes(warning))).toEqual(
      ALL.filter((warning) => warnings.includes(warning)),
    );
    expect(said.warnings).toHaveLength(warnings.length);
  });

  test('each warning names what to set, and nothing goes to standard output', async () => {
    const { stderr, stdout } = await template();
    for (const name of [
      'kdaemon.containerSecurityContext.runAsUser=0',
      'kdaemon.containerSecurityContext.privileged=true',
      'kdaemon.tolerations[0].operator=Exists',
      'kilo-chart show crds | kubectl apply -f -',
    ]) {
      expect(stderr).toContain(name);
    }
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    expect(stdout).toMatch(/^---\n/);
    expect(stdout).not.toContain('warning');
  });

  test('what the warnings propose to set silences them', async () => {
    const flags = [
      'kdaemon.containerSecurityContext.runAsUser=0',
      'kdaemon.containerSecurityContext.privileged=true',
      'kdaemon.tolerations[0].operator=Exists',
    ].flatMap((flag) => ['--set', flag]);
    const { stderr } = await template({}, [...RELEASE, ...flags]);
    expect(stderr.match(/^(warning|error): .*/gm)).toEqual([expect.stringContaining('crds/peers.kilo.squat.ai.yaml')]);
  });

  test('the sum by which the default configuration is known is that of values.yaml', () => {
    const configuration = leaves.find(({ name }) => name === 'kdaemon.configuration')?.default;
    const sum = createHash('sha256')
      .update(JSON.stringify({ 'cni-conf.json': configuration }))
      .digest('hex');
    expect(readFileSync(new URL('../../templates/_warnings.hbs', import.meta.url), 'utf8')).toContain(`"${sum}"`);
  });
});
