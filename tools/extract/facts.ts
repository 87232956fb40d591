/** What one container runs and sees. Absent keys are empty. */
export interface ContainerFacts {
  image: string;
  argv: string[];
  env?: Record<string, unknown>;
  ports?: { name?: string; containerPort: number }[];
  securityContext?: Record<string, unknown>;
  mounts?: Record<string, { source: Record<string, unknown>; subPath?: string; readOnly?: true }>;
}

/** What the pods of one workload run, and where. */
export interface PodFacts {
  kind: string;
  serviceAccountName?: string;
  hostNetwork?: true;
  hostPID?: true;
  priorityClassName?: string;
  nodeSelector?: Record<string, string>;
  tolerations?: Record<string, unknown>[];
  securityContext?: Record<string, unknown>;
  containers: Record<string, ContainerFacts>;
  initContainers?: Record<string, ContainerFacts>;
  unusedVolumes?: Record<string, unknown>[];
}

export interface RuleFacts {
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  verbs: string[];
}

/** The facts of a set of objects, by their names. */
export interface DeploymentFacts {
  pods?: Record<string, PodFacts>;
  configMaps?: Record<string, Record<string, unknown>>;
  clusterRoles?: Record<string, RuleFacts[]>;
  roles?: Record<string, RuleFacts[]>;
  objects: string[];
}

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  [key: string]: unknown;
}
