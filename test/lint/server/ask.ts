import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Schemas } from '../../../src/lint/kubernetes/openapi.ts';
import { readYaml } from '../../../src/yaml/read.ts';
import type { ValueMap } from '../../../src/yaml/value.ts';

/** What the API server says of an object; undefined where its answer depends on what else is in the cluster. */
export type Verdict = { readonly refused: string | undefined } | undefined;

/** An API server, asked by HTTPS itself: a process for each of thousands of objects would take hours. */
export interface ApiServer {
  ask(object: ValueMap): Promise<Verdict>;
  version(): Promise<string>;
  /** The kinds that it serves of a group and version. */
  kinds(apiVersion: string): Promise<readonly string[]>;
  close(): void;
}

/**
 * Refusals that are about the cluster, where nothing else is wrong: its families and ranges of addresses, and accounts,
 * which an admission plugin sets elsewhere.
 */
const OF_THE_CLUSTER =
  /is invalid: spec\.(?:\w+(?:\[\d\])?: Invalid value: .*?: (?:(?:IPv\d is )?not configured on this cluster|this cluster is not configured for dual-stack services|failed to allocate IP [^,]*)|.*serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set)$/;

const PLURALS: Readonly<Record<string, string>> = {
  DeviceClass: 'deviceclasses',
  Endpoints: 'endpoints',
  Ingress: 'ingresses',
  IngressClass: 'ingressclasses',
  IPAddress: 'ipaddresses',
  MutatingAdmissionPolicy: 'mutatingadmissionpolicies',
  NetworkPolicy: 'networkpolicies',
  PriorityClass: 'priorityclasses',
  RuntimeClass: 'runtimeclasses',
  StorageClass: 'storageclasses',
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  VolumeAttributesClass: 'volumeattributesclasses',
};

/** @param file a kubeconfig whose user has a token */
export function connect(file: string, schemas: Schemas): ApiServer {
  const config = JSON.parse(JSON.stringify(readYaml(readFileSync(file, 'utf8'), { name: file }).documents[0]?.value));
  const { server } = config.clusters[0].cluster as { server: string };
  const { token } = config.users[0].user as { token: string };
  // The server of a test signs its own certificate.
  const agent = new Agent({ keepAlive: true, maxSockets: 8, rejectUnauthorized: false });
  const sendOnce = (method: string, path: string, body?: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const sent = request(`${server}${path}`, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      sent.on('error', reject);
      sent.end(body);
    });

  // A connection that is kept may be closed just when it is used again.
  const send = async (method: string, path: string, body?: string) => {
    try {
      return await sendOnce(method, path, body);
    } catch {
      // Some objects make the server itself panic: it hangs up, and says nothing of them.
      return sendOnce(method, path, body).catch(() => ({ status: 0, text: '{}' }));
    }
  };

  return {
    async ask(object) {
      const [apiVersion, kind] = [String(object.apiVersion), String(object.kind)];
      const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      const space = schemas.kind(apiVersion, kind)?.cluster ? '' : '/namespaces/default';
      const path = `${root}${space}/${PLURALS[kind] ?? `${kind.toLowerCase()}s`}?dryRun=All&fieldValidation=Strict`;
      const { status, text } = await send('POST', path, JSON.stringify(object));
      if (status < 300) return { refused: undefined };
      // Admission (403), names that are taken (409), kinds that are not served (404) and the like are about the cluster.
      if (status !== 400 && status !== 422) return undefined;
      const message = (JSON.parse(text) as { message?: string }).message ?? '';
      return OF_THE_CLUSTER.test(message) ? undefined : { refused: message };
    },
    version: async () => (JSON.parse((await send('GET', '/version')).text) as { gitVersion: string }).gitVersion,
    async kinds(apiVersion) {
      const { status, text } = await send(
        'GET',
        apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`,
      );
      if (status !== 200) return [];
      return (JSON.parse(text) as { resources: { kind: string }[] }).resources.map(({ kind }) => kind);
    },
    close: () => agent.destroy(),
  };
}
