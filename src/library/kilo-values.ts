// Made from values.schema.json by npm run generate.

/** Values of the built-in chart; what is left out has its default. docs/parameters.md describes them. */
export interface KiloValues {
  /** Values shared with other charts */
  readonly global?: {
    /** Registry to pull every image of the chart from, instead of the image's own */
    readonly imageRegistry?: string | null;
    /** Names of existing Secrets for private registries, for every image of the chart */
    readonly imagePullSecrets?: ReadonlyArray<string | {
      readonly name: string;
    }> | null;
    /** Storage class for volumes, read by `common.storage.class` in `extraDeploy` (Kilo needs none itself) */
    readonly storageClass?: string | null;
  };
  /** Replaces the chart's name, `kilo`, in the names and labels of all objects */
  readonly nameOverride?: string | null;
  /** Replaces the whole name, which otherwise is the release's name followed by the chart's */
  readonly fullnameOverride?: string | null;
  /** DNS domain of the cluster, for the certificate of `peerValidation` and for `kilo.fqdn` in `extraDeploy` */
  readonly clusterDomain?: string | null;
  /** Labels of all objects (evaluated as a template) */
  readonly commonLabels?: { readonly [key: string]: string } | string | null;
  /** Annotations of all objects, a map (evaluated as a template) */
  readonly commonAnnotations?: { readonly [key: string]: string } | string | ReadonlyArray<unknown> | null;
  /** Scheduler that places the pods, if it is not the cluster's default one */
  readonly schedulerName?: string | null;
  /** List of more objects to print with the chart's own; an item is an object or its YAML as text (evaluated as a template) */
  readonly extraDeploy?: ReadonlyArray<{ readonly [key: string]: unknown } | string> | string | null;
  /** The image of the daemon */
  readonly image?: {
    /** Registry of the image */
    readonly registry?: string | null;
    /** Name of the image */
    readonly repository?: string;
    /** Tag of the image */
    readonly tag?: string | number | null;
    /** Digest of the image, such as `sha256:…`, which is used instead of the tag */
    readonly digest?: string | null;
    /** When to pull the image: `Always`, `IfNotPresent` or `Never` */
    readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | null;
    /** Names of existing Secrets for this image's registry */
    readonly pullSecrets?: ReadonlyArray<string | {
      readonly name: string;
    }> | null;
    /** Adds `--log-level=debug` to the daemon's flags, before those of the values */
    readonly debug?: boolean;
  };
  /** The daemon, kg, which runs on every node */
  readonly kdaemon?: {
    /** Replaces the container's command, which by default is `/opt/bin/kg --hostname=$(NODE_NAME)` and what other parameters ask for (evaluated as a template) */
    readonly command?: ReadonlyArray<string> | string | null;
    /** Arguments of the container (evaluated as a template) */
    readonly args?: ReadonlyArray<string> | string | null;
    /** Flags of kg by name, for the default command; `null` leaves a flag out, and `kdaemon.args` wins */
    readonly flags?: {
      /** `--backend`, one of `kubernetes` */
      readonly backend?: 'kubernetes' | null;
      /** `--clean-up` */
      readonly 'clean-up'?: boolean | null;
      /** `--clean-up-interface` */
      readonly 'clean-up-interface'?: boolean | null;
      /** `--cni-path` */
      readonly 'cni-path'?: string | null;
      /** `--create-interface` */
      readonly 'create-interface'?: boolean | null;
      /** `--encapsulate`, one of `never`, `crosssubnet`, `always` */
      readonly encapsulate?: 'never' | 'crosssubnet' | 'always' | null;
      /** `--iptables-forward-rules` */
      readonly 'iptables-forward-rules'?: boolean | null;
      /** `--local` */
      readonly local?: boolean | null;
      /** `--log-level`, one of `all`, `debug`, `info`, `warn`, `error`, `none` */
      readonly 'log-level'?: 'all' | 'debug' | 'info' | 'warn' | 'error' | 'none' | null;
      /** `--master` */
      readonly master?: string | null;
      /** `--mesh-granularity`, one of `location`, `full` */
      readonly 'mesh-granularity'?: 'location' | 'full' | null;
      /** `--mtu` */
      readonly mtu?: string | number | null;
      /** `--port` */
      readonly port?: number | null;
      /** `--prioritise-private-addresses` */
      readonly 'prioritise-private-addresses'?: boolean | null;
      /** `--resync-period` */
      readonly 'resync-period'?: string | null;
      /** `--subnet` */
      readonly subnet?: string | null;
      /** `--topology-label` */
      readonly 'topology-label'?: string | null;
    };
    /** CNI configuration to install on every node, as text or as a map: the key `cni-conf.json` of the ConfigMap */
    readonly configuration?: string | { readonly [key: string]: unknown };
    /** Name of an existing ConfigMap with the key `cni-conf.json`, instead of the chart's (evaluated as a template) */
    readonly existingConfigmap?: string | null;
    /** Annotations of the pods (evaluated as a template) */
    readonly podAnnotations?: { readonly [key: string]: string } | string | null;
    /** Labels of the pods (evaluated as a template) */
    readonly podLabels?: { readonly [key: string]: string } | string | null;
    /** Place the pods on the same node: `soft` or `hard`; ignored where `kdaemon.affinity` is set */
    readonly podAffinityPreset?: '' | 'soft' | 'hard' | null;
    /** Place the pods apart from each other: `soft` or `hard`; ignored where `kdaemon.affinity` is set */
    readonly podAntiAffinityPreset?: '' | 'soft' | 'hard' | null;
    /** Nodes to prefer or to demand */
    readonly nodeAffinityPreset?: {
      /** Prefer (`soft`) or demand (`hard`) nodes with the label below; ignored where `kdaemon.affinity` is set */
      readonly type?: '' | 'soft' | 'hard' | null;
      /** Key of the node label to match */
      readonly key?: string | null;
      /** Values that the node label may have */
      readonly values?: ReadonlyArray<string> | null;
    };
    /** Affinity of the pods in Kubernetes' own terms (evaluated as a template) */
    readonly affinity?: { readonly [key: string]: unknown } | string | null;
    /** Labels that a node must have to run the daemon (evaluated as a template) */
    readonly nodeSelector?: { readonly [key: string]: string } | string | null;
    /** Taints that the daemon tolerates (evaluated as a template) */
    readonly tolerations?: ReadonlyArray<{ readonly [key: string]: unknown }> | string | null;
    /** PriorityClass of the pods */
    readonly priorityClassName?: string | null;
    /** How pods are replaced, in Kubernetes' own terms */
    readonly updateStrategy?: { readonly [key: string]: unknown } | null;
    /** Security context of the pods: the fields below, and every other that Kubernetes has */
    readonly podSecurityContext?: {
      /** Sets the security context of the pods; the other keys are its fields */
      readonly enabled?: boolean;
      /** Group that owns the files of the pods' volumes */
      readonly fsGroup?: number | null;
      readonly [key: string]: unknown;
    };
    /** Security context of the containers: the fields below, and every other that Kubernetes has */
    readonly containerSecurityContext?: {
      /** Sets the security context of the daemon's container and of the init container; the other keys are its fields */
      readonly enabled?: boolean;
      /** User that the daemon runs as (kg needs `0`, and `privileged: true`) */
      readonly runAsUser?: number | null;
      readonly [key: string]: unknown;
    };
    /** Resources of the containers */
    readonly resources?: {
      /** What the containers may use at most */
      readonly limits?: { readonly [key: string]: string | number } | null;
      /** What is reserved for the containers */
      readonly requests?: { readonly [key: string]: string | number } | null;
    };
    /** Liveness probe on `/health`: `enabled`, and every field of a Kubernetes probe but its handler */
    readonly livenessProbe?: {
      /** Gives the daemon a liveness probe */
      readonly enabled?: boolean;
      /** Seconds before the first probe */
      readonly initialDelaySeconds?: number | null;
      /** Seconds between probes */
      readonly periodSeconds?: number | null;
      /** Seconds to wait for an answer */
      readonly timeoutSeconds?: number | null;
      /** Failures in a row that count */
      readonly failureThreshold?: number | null;
      /** Seconds that the container has to end */
      readonly terminationGracePeriodSeconds?: number | null;
    };
    /** Readiness probe on `/health`: `enabled`, and every field of a Kubernetes probe but its handler */
    readonly readinessProbe?: {
      /** Gives the daemon a readiness probe */
      readonly enabled?: boolean;
      /** Seconds before the first probe */
      readonly initialDelaySeconds?: number | null;
      /** Seconds between probes */
      readonly periodSeconds?: number | null;
      /** Seconds to wait for an answer */
      readonly timeoutSeconds?: number | null;
      /** Failures in a row that count */
      readonly failureThreshold?: number | null;
      /** Successes in a row that count */
      readonly successThreshold?: number | null;
    };
    /** Startup probe on `/health`: `enabled`, and every field of a Kubernetes probe but its handler */
    readonly startupProbe?: {
      /** Gives the daemon a startup probe */
      readonly enabled?: boolean;
      /** Seconds before the first probe */
      readonly initialDelaySeconds?: number | null;
      /** Seconds between probes */
      readonly periodSeconds?: number | null;
      /** Seconds to wait for an answer */
      readonly timeoutSeconds?: number | null;
      /** Failures in a row that count */
      readonly failureThreshold?: number | null;
      /** Seconds that the container has to end */
      readonly terminationGracePeriodSeconds?: number | null;
    };
    /** More environment variables, a map of name to value or a list of Kubernetes' EnvVar (evaluated as a template) */
    readonly extraEnvVars?: { readonly [key: string]: string | number | boolean | { readonly [key: string]: unknown } | null } | ReadonlyArray<{
      readonly name: string;
      readonly value?: string;
      readonly [key: string]: unknown;
    }> | string | null;
    /** Name of an existing ConfigMap whose keys become environment variables (evaluated as a template) */
    readonly extraEnvVarsCM?: string | null;
    /** Name of an existing Secret whose keys become environment variables (evaluated as a template) */
    readonly extraEnvVarsSecret?: string | null;
    /** More flags, appended to `kdaemon.args`: a list, or one flag as a string */
    readonly extraFlags?: ReadonlyArray<string> | string | null;
    /** More init containers, which run after the chart's own (evaluated as a template) */
    readonly initContainers?: ReadonlyArray<{
      readonly name: string;
      readonly [key: string]: unknown;
    }> | string | { readonly [key: string]: unknown } | null;
    /** More containers of the pods, besides the daemon (evaluated as a template) */
    readonly sidecars?: ReadonlyArray<{
      readonly name: string;
      readonly [key: string]: unknown;
    }> | string | { readonly [key: string]: unknown } | null;
    /** More volume mounts for the daemon's container (evaluated as a template) */
    readonly extraVolumeMounts?: ReadonlyArray<{
      readonly name: string;
      readonly [key: string]: unknown;
    }> | string | { readonly [key: string]: unknown } | null;
    /** More volumes for the pods (evaluated as a template) */
    readonly extraVolumes?: ReadonlyArray<{
      readonly name: string;
      readonly [key: string]: unknown;
    }> | string | { readonly [key: string]: unknown } | null;
  };
  /** How kg reaches the API server */
  readonly kubeconfig?: {
    /** Where its kubeconfig comes from: `inCluster` (none is needed), `k3s`, `kubeProxy`, `configMap` or `hostPath` */
    readonly source?: 'inCluster' | 'k3s' | 'kubeProxy' | 'configMap' | 'hostPath';
    /** The kubeconfig that is made on k3s */
    readonly k3s?: {
      /** Directory of the k3s agent on the nodes */
      readonly agentDir?: string;
    };
    /** The ConfigMap that holds a kubeconfig */
    readonly configMap?: {
      /** Name of the ConfigMap, for the source `configMap` (evaluated as a template) */
      readonly name?: string | null;
      /** Key of the kubeconfig in the ConfigMap */
      readonly key?: string;
      /** Namespace of the ConfigMap, where that is fixed (pods can only mount ConfigMaps of their own namespace) */
      readonly namespace?: string | null;
    };
    /** File of the nodes, for the source `hostPath` */
    readonly hostPath?: string;
  };
  /** Kilo as the CNI of the cluster */
  readonly cni?: {
    /** Installs Kilo's CNI plugins and configuration on every node */
    readonly enabled?: boolean;
    /** Directory of the nodes for CNI plugins */
    readonly binDir?: string;
    /** Directory of the nodes for CNI configurations */
    readonly confDir?: string;
  };
  /** Network that Kilo works together with: `flannel` or `cilium` */
  readonly compatibility?: 'flannel' | 'cilium' | '' | null;
  /** CIDRs that a node's internal address is looked for in (`--internal-cidr`) (evaluated as a template) */
  readonly internalCIDRs?: ReadonlyArray<string> | string | null;
  /** CIDRs of the cluster's Services, which are then not masqueraded (`--service-cidr`) (evaluated as a template) */
  readonly serviceCIDRs?: ReadonlyArray<string> | string | null;
  /** Name of the WireGuard interface on the nodes */
  readonly interface?: string;
  /** WireGuard outside the kernel */
  readonly userspace?: {
    /** Which nodes run WireGuard in userspace: `never`, `always`, or `auto` for those whose kernel has none */
    readonly mode?: 'never' | 'always' | 'auto';
    /** Node label, `true` or `false`, that `auto` goes by */
    readonly nodeLabel?: string;
    /** The image of wireguard-go */
    readonly image?: {
      /** Registry of the image */
      readonly registry?: string | null;
      /** Name of the image */
      readonly repository?: string;
      /** Tag of the image */
      readonly tag?: string | number | null;
      /** Digest of the image, such as `sha256:…`, which is used instead of the tag */
      readonly digest?: string | null;
      /** When to pull the image: `Always`, `IfNotPresent` or `Never` */
      readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | null;
      /** Names of existing Secrets for this image's registry */
      readonly pullSecrets?: ReadonlyArray<string | {
        readonly name: string;
      }> | null;
    };
    /** Arguments of the container, `[wireguard-go, --foreground, INTERFACE]` by default (evaluated as a template) */
    readonly args?: ReadonlyArray<string> | string | null;
    /** Security context of the container: the fields below, and every other that Kubernetes has */
    readonly containerSecurityContext?: {
      /** Sets its security context; the other keys are its fields */
      readonly enabled?: boolean;
      /** Runs it with every right on its node */
      readonly privileged?: boolean | null;
      readonly [key: string]: unknown;
    };
    /** What the container may use (`limits`), and what is reserved for it (`requests`) */
    readonly resources?: {
      readonly limits?: { readonly [key: string]: string | number } | null;
      readonly requests?: { readonly [key: string]: string | number } | null;
    } | null;
  };
  /** The labeller of nodes that `userspace.mode=auto` needs */
  readonly nkml?: {
    /** Deploys it where `userspace.mode` is `auto` */
    readonly enabled?: boolean;
    /** The image of nkml */
    readonly image?: {
      /** Registry of the image */
      readonly registry?: string | null;
      /** Name of the image */
      readonly repository?: string;
      /** Tag of the image */
      readonly tag?: string | number | null;
      /** Digest of the image, such as `sha256:…`, which is used instead of the tag */
      readonly digest?: string | null;
      /** When to pull the image: `Always`, `IfNotPresent` or `Never` */
      readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | null;
      /** Names of existing Secrets for this image's registry */
      readonly pullSecrets?: ReadonlyArray<string | {
        readonly name: string;
      }> | null;
    };
    /** More flags (evaluated as a template) */
    readonly extraArgs?: ReadonlyArray<string> | string | null;
    /** Labels that a node must have (evaluated as a template) */
    readonly nodeSelector?: { readonly [key: string]: string } | string | null;
    /** Taints that it tolerates, by default the daemon's (evaluated as a template) */
    readonly tolerations?: ReadonlyArray<{ readonly [key: string]: unknown }> | string | null;
    /** What the container may use (`limits`), and what is reserved for it (`requests`) */
    readonly resources?: {
      readonly limits?: { readonly [key: string]: string | number } | null;
      readonly requests?: { readonly [key: string]: string | number } | null;
    } | null;
  };
  /** The account that the daemon acts as */
  readonly serviceAccount?: {
    /** Creates the ServiceAccount */
    readonly create?: boolean;
    /** Name of the ServiceAccount; by default the chart's full name, or `default` where none is created */
    readonly name?: string | null;
    /** Annotations of the ServiceAccount (evaluated as a template) */
    readonly annotations?: { readonly [key: string]: string } | string | null;
  };
  /** The rights of the daemon */
  readonly rbac?: {
    /** Creates the ClusterRole that kg needs, and binds it to the ServiceAccount */
    readonly create?: boolean;
  };
  /** The release's Namespace as an object */
  readonly namespace?: {
    /** Prints it, with the Pod Security label that lets privileged pods in */
    readonly create?: boolean;
    /** Its labels, besides the usual ones (evaluated as a template) */
    readonly labels?: { readonly [key: string]: string } | string | null;
    /** Its annotations, besides the usual ones (evaluated as a template) */
    readonly annotations?: { readonly [key: string]: string } | string | null;
  };
  /** VPN clients, as Peers: `name`, `publicKey`, `allowedIPs`, and every other field of Kilo's Peer, with `labels` and `annotations` */
  readonly peers?: ReadonlyArray<{
    /** Name of the Peer, cluster-wide */
    readonly name: string;
    /** Labels of the Peer */
    readonly labels?: { readonly [key: string]: string } | null;
    /** Annotations of the Peer */
    readonly annotations?: { readonly [key: string]: string } | null;
    /** The client's public key */
    readonly publicKey: string;
    /** A key that nodes and client share */
    readonly presharedKey?: string;
    /** CIDRs that are routed to the client */
    readonly allowedIPs: ReadonlyArray<string>;
    /** Seconds between keepalive packets */
    readonly persistentKeepalive?: number;
    /** Where the client is first reached */
    readonly endpoint?: {
      /** Its host */
      readonly dnsOrIP: {
        /** A DNS name */
        readonly dns?: string;
        /** An IP address */
        readonly ip?: string;
      };
      /** Its UDP port */
      readonly port: number;
    };
  }> | null;
  /** The webhook that validates Peers */
  readonly peerValidation?: {
    /** Deploys it */
    readonly enabled?: boolean;
    /** Number of its pods */
    readonly replicaCount?: number;
    /** What happens to Peers while it does not answer: `Fail` or `Ignore` */
    readonly failurePolicy?: 'Fail' | 'Ignore';
    /** Seconds that the API server waits for its answer */
    readonly timeoutSeconds?: number;
    /** More flags (evaluated as a template) */
    readonly extraArgs?: ReadonlyArray<string> | string | null;
    /** Annotations of its pods (evaluated as a template) */
    readonly podAnnotations?: { readonly [key: string]: string } | string | null;
    /** Security context of its pods: the fields below, and every other that Kubernetes has */
    readonly podSecurityContext?: {
      /** Sets its security context; the other keys are its fields */
      readonly enabled?: boolean;
      /** Refuses to run as root */
      readonly runAsNonRoot?: boolean | null;
      /** User that it runs as */
      readonly runAsUser?: number | null;
      readonly [key: string]: unknown;
    };
    /** Security context of its container: the fields below, and every other that Kubernetes has */
    readonly containerSecurityContext?: {
      /** Sets its security context; the other keys are its fields */
      readonly enabled?: boolean;
      readonly [key: string]: unknown;
    };
    /** PriorityClass of the pods */
    readonly priorityClassName?: string | null;
    /** Affinity of its pods (evaluated as a template) */
    readonly affinity?: { readonly [key: string]: unknown } | string | null;
    /** Labels that a node must have (evaluated as a template) */
    readonly nodeSelector?: { readonly [key: string]: string } | string | null;
    /** Taints that it tolerates (evaluated as a template) */
    readonly tolerations?: ReadonlyArray<{ readonly [key: string]: unknown }> | string | null;
    /** What the container may use (`limits`), and what is reserved for it (`requests`) */
    readonly resources?: {
      readonly limits?: { readonly [key: string]: string | number } | null;
      readonly requests?: { readonly [key: string]: string | number } | null;
    } | null;
    /** Name of a Secret of your own with `tls.crt` and `tls.key` (evaluated as a template) */
    readonly existingSecret?: string | null;
    /** Authority that signed the certificate of `existingSecret`: PEM in base64 */
    readonly caBundle?: string | null;
    /** The Job that makes the certificate */
    readonly certgen?: {
      /** The image of the Job */
      readonly image?: {
        /** Registry of the image */
        readonly registry?: string | null;
        /** Name of the image */
        readonly repository?: string;
        /** Tag of the image */
        readonly tag?: string | number | null;
        /** Digest of the image, such as `sha256:…`, which is used instead of the tag */
        readonly digest?: string | null;
        /** When to pull the image: `Always`, `IfNotPresent` or `Never` */
        readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | null;
        /** Names of existing Secrets for this image's registry */
        readonly pullSecrets?: ReadonlyArray<string | {
          readonly name: string;
        }> | null;
      };
      /** Times that it is tried again */
      readonly backoffLimit?: number;
      /** Security context of its pod: the fields below, and every other that Kubernetes has */
      readonly podSecurityContext?: {
        /** Sets its security context; the other keys are its fields */
        readonly enabled?: boolean;
        /** Refuses to run as root */
        readonly runAsNonRoot?: boolean | null;
        readonly [key: string]: unknown;
      };
      /** What the container may use (`limits`), and what is reserved for it (`requests`) */
      readonly resources?: {
        readonly limits?: { readonly [key: string]: string | number } | null;
        readonly requests?: { readonly [key: string]: string | number } | null;
      } | null;
    };
  };
  /** Metrics of the daemon and of the other parts */
  readonly metrics?: {
    /** Port on every node for metrics and health checks of kg */
    readonly port?: number;
    /** Annotates pods with `prometheus.io/scrape`, `port` and `path` */
    readonly annotations?: boolean;
    /** PodMonitors for the Prometheus operator */
    readonly podMonitor?: {
      /** Deploys them */
      readonly enabled?: boolean;
      /** Their namespace, by default the release's */
      readonly namespace?: string | null;
      /** Time between scrapes */
      readonly interval?: string | null;
      /** Time that a scrape may take */
      readonly scrapeTimeout?: string | null;
      /** Their labels, besides the usual ones (evaluated as a template) */
      readonly labels?: { readonly [key: string]: string } | string | null;
      /** Their annotations, besides the usual ones (evaluated as a template) */
      readonly annotations?: { readonly [key: string]: string } | string | null;
      /** Relabelings of targets (evaluated as a template) */
      readonly relabelings?: ReadonlyArray<{ readonly [key: string]: unknown }> | string | null;
      /** Relabelings of metrics (evaluated as a template) */
      readonly metricRelabelings?: ReadonlyArray<{ readonly [key: string]: unknown }> | string | null;
    };
    /** What lets a Prometheus find the pods */
    readonly rbac?: {
      /** Lets a Prometheus list the pods of the release's namespace */
      readonly create?: boolean;
      /** The Prometheus' service account */
      readonly serviceAccount?: {
        /** Its name */
        readonly name?: string;
        /** Its namespace */
        readonly namespace?: string;
      };
    };
  };
  /** The WireGuard exporter */
  readonly wireguardExporter?: {
    /** Deploys it */
    readonly enabled?: boolean;
    /** The image of the exporter */
    readonly image?: {
      /** Registry of the image */
      readonly registry?: string | null;
      /** Name of the image */
      readonly repository?: string;
      /** Tag of the image */
      readonly tag?: string | number | null;
      /** Digest of the image, such as `sha256:…`, which is used instead of the tag */
      readonly digest?: string | null;
      /** When to pull the image: `Always`, `IfNotPresent` or `Never` */
      readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | null;
      /** Names of existing Secrets for this image's registry */
      readonly pullSecrets?: ReadonlyArray<string | {
        readonly name: string;
      }> | null;
    };
    /** Port that it serves metrics on */
    readonly port?: number;
    /** Gives it the node's network (without it, it sees only WireGuard in userspace) */
    readonly hostNetwork?: boolean;
    /** More flags (evaluated as a template) */
    readonly extraArgs?: ReadonlyArray<string> | string | null;
    /** Annotations of its pods (evaluated as a template) */
    readonly podAnnotations?: { readonly [key: string]: string } | string | null;
    /** Security context of the container: the fields below, and every other that Kubernetes has */
    readonly containerSecurityContext?: {
      /** Sets its security context; the other keys are its fields */
      readonly enabled?: boolean;
      /** Runs it with every right on its node */
      readonly privileged?: boolean | null;
      readonly [key: string]: unknown;
    };
    /** PriorityClass of the pods */
    readonly priorityClassName?: string | null;
    /** How pods are replaced, in Kubernetes' own terms */
    readonly updateStrategy?: { readonly [key: string]: unknown } | null;
    /** Labels that a node must have (evaluated as a template) */
    readonly nodeSelector?: { readonly [key: string]: string } | string | null;
    /** Taints that it tolerates (evaluated as a template) */
    readonly tolerations?: ReadonlyArray<{ readonly [key: string]: unknown }> | string | null;
    /** What the container may use (`limits`), and what is reserved for it (`requests`) */
    readonly resources?: {
      readonly limits?: { readonly [key: string]: string | number } | null;
      readonly requests?: { readonly [key: string]: string | number } | null;
    } | null;
  };
  /** kube-router, as the controller of NetworkPolicies */
  readonly kubeRouter?: {
    /** Deploys it */
    readonly enabled?: boolean;
    /** The image of kube-router */
    readonly image?: {
      /** Registry of the image */
      readonly registry?: string | null;
      /** Name of the image */
      readonly repository?: string;
      /** Tag of the image */
      readonly tag?: string | number | null;
      /** Digest of the image, such as `sha256:…`, which is used instead of the tag */
      readonly digest?: string | null;
      /** When to pull the image: `Always`, `IfNotPresent` or `Never` */
      readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | null;
      /** Names of existing Secrets for this image's registry */
      readonly pullSecrets?: ReadonlyArray<string | {
        readonly name: string;
      }> | null;
    };
    /** More flags (evaluated as a template) */
    readonly extraArgs?: ReadonlyArray<string> | string | null;
    /** Annotations of its pods (evaluated as a template) */
    readonly podAnnotations?: { readonly [key: string]: string } | string | null;
    /** Security context of the container: the fields below, and every other that Kubernetes has */
    readonly containerSecurityContext?: {
      /** Sets its security context; the other keys are its fields */
      readonly enabled?: boolean;
      /** Runs it with every right on its node */
      readonly privileged?: boolean | null;
      readonly [key: string]: unknown;
    };
    /** PriorityClass of the pods */
    readonly priorityClassName?: string | null;
    /** How pods are replaced, in Kubernetes' own terms */
    readonly updateStrategy?: { readonly [key: string]: unknown } | null;
    /** Labels that a node must have (evaluated as a template) */
    readonly nodeSelector?: { readonly [key: string]: string } | string | null;
    /** Taints that it tolerates (evaluated as a template) */
    readonly tolerations?: ReadonlyArray<{ readonly [key: string]: unknown }> | string | null;
    /** What the container may use (`limits`), and what is reserved for it (`requests`) */
    readonly resources?: {
      readonly limits?: { readonly [key: string]: string | number } | null;
      readonly requests?: { readonly [key: string]: string | number } | null;
    } | null;
    /** Its service account */
    readonly serviceAccount?: {
      /** Creates it */
      readonly create?: boolean;
      /** Its name */
      readonly name?: string | null;
    };
  };
}
