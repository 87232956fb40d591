import { omit } from '../../functions/dicts.ts';
import { truth } from '../../functions/truth.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../yaml/value.ts';
import type { RenderContext } from '../context.ts';
import { contextOf, keywordsOf, lookUp, type NamedTemplate, refuse, textOf, yes } from './named-template.ts';

/** The backend of an Ingress rule: a string is the name of a port, a number its number. */
const ingressBackend: NamedTemplate = (arg) => {
  const { serviceName = null, servicePort = null } = keywordsOf(arg);
  const port: [string, Value] = [typeof servicePort === 'string' ? 'name' : 'number', servicePort];
  return newMap([
    [
      'service',
      newMap([
        ['name', textOf(serviceName)],
        ['port', newMap([port])],
      ]),
    ],
  ]);
};

/** Annotations that request a certificate from cert-manager. */
const CERT_MANAGER = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer', 'kubernetes.io/tls-acme'];

const certManagerRequest: NamedTemplate = (arg) => {
  const annotations = keywordsOf(arg).annotations ?? null;
  return yes(isMap(annotations) && CERT_MANAGER.some((key) => Object.hasOwn(annotations, key)));
};

/** By size: requested cpu and memory, then the limit of both. */
const SIZES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  nano: ['100m', '128Mi', '150m', '192Mi'],
  micro: ['250m', '256Mi', '375m', '384Mi'],
  small: ['500m', '512Mi', '750m', '768Mi'],
  medium: ['500m', '1024Mi', '750m', '1536Mi'],
  large: ['1.0', '2048Mi', '1.5', '3072Mi'],
  xlarge: ['1.0', '3072Mi', '3.0', '6144Mi'],
  '2xlarge': ['1.0', '3072Mi', '6.0', '12288Mi'],
};

const resourcesPreset: NamedTemplate = (arg) => {
  const type = textOf(keywordsOf(arg).type ?? null);
  const size = Object.hasOwn(SIZES, type) ? SIZES[type] : undefined;
  if (!size)
    return refuse(`there is no resources preset ${JSON.stringify(type)}`, `there are ${Object.keys(SIZES).join(', ')}`);
  const [cpu, memory, cpuLimit, memoryLimit] = size;
  const quantities = (cpu: string, memory: string, storage: string) =>
    newMap([
      ['cpu', cpu],
      ['memory', memory],
      ['ephemeral-storage', storage],
    ]);
  return newMap([
    ['requests', quantities(cpu, memory, '50Mi')],
    ['limits', quantities(cpuLimit, memoryLimit, '2Gi')],
  ]);
};

const isOpenshift = ({ Capabilities }: RenderContext): boolean =>
  Capabilities.APIVersions.includes('security.openshift.io/v1');

/** A security context without `enabled`, and without what the platform chooses itself. */
const securityContext: NamedTemplate = (arg, scope) => {
  const context = contextOf(arg, scope);
  const { secContext = null } = keywordsOf(arg);
  const given: ValueMap = isMap(secContext) ? secContext : newMap();
  const compatibility = lookUp(context.Values, 'global', 'compatibility');
  const adapt = lookUp(compatibility, 'openshift', 'adaptSecurityContext');
  const unwanted = ['enabled'];
  const adapts = adapt === 'force' || (adapt === 'auto' && isOpenshift(context));
  if (adapts) unwanted.push('fsGroup', 'runAsUser', 'runAsGroup');
  if ((adapts || truth(lookUp(compatibility, 'omitEmptySeLinuxOptions'))) && !truth(given.seLinuxOptions)) {
    unwanted.push('seLinuxOptions');
  }
  // A privileged container has all capabilities.
  if (truth(given.privileged)) unwanted.push('capabilities');
  return omit(given, ...unwanted);
};

/** The templates `common.*` about resources, security contexts and Ingress rules. */
export const workloads: Readonly<Record<string, NamedTemplate>> = {
  'common.compatibility.isOpenshift': (arg, scope) => yes(isOpenshift(contextOf(arg, scope))),
  'common.compatibility.renderSecurityContext': securityContext,
  'common.ingress.backend': ingressBackend,
  'common.ingress.certManagerRequest': certManagerRequest,
  'common.resources.preset': resourcesPreset,
};
