import { templateName } from '../../templates/index.ts';

/** The files of a new chart, by path: a Deployment and a Service, and what every chart should have. */
export function newChart(name: string): Readonly<Record<string, string>> {
  return {
    '.helmignore': IGNORE,
    'Chart.yaml': chartYaml(name),
    'values.yaml': VALUES,
    'values.schema.json': `${JSON.stringify(SCHEMA, null, 2)}\n`,
    [templateName('templates/_helpers')]: HELPERS,
    [templateName('templates/deployment.yaml')]: DEPLOYMENT,
    [templateName('templates/service.yaml')]: SERVICE,
    [templateName('templates/NOTES.txt')]: NOTES,
  };
}

const IGNORE = `# Files in this directory that do not belong to the chart.
.*
*.bak
*.orig
*.swp
*.tgz
*~
`;

const chartYaml = (name: string): string => `apiVersion: v2
name: ${JSON.stringify(name)}
description: A web server
type: application
# The version of the chart: to be raised with every change of it.
version: 0.1.0
# The version of what it installs: a string, so it is in quotes.
appVersion: "1.27.4"
kubeVersion: ">=1.25.0-0"
`;

const VALUES = `# How many pods there are.
replicaCount: 1

image:
  registry: docker.io
  repository: nginx
  # The version of the image; empty for the chart's appVersion.
  tag: ""
  pullPolicy: IfNotPresent

service:
  type: ClusterIP
  port: 80

# Requests and limits of the container.
resources: {}

# What else the pod needs, as Kubernetes spells it.
nodeSelector: {}
tolerations: []
affinity: {}

# Labels and annotations of every object. Templates such as {{Release.Name}} in them are rendered.
commonLabels: {}
commonAnnotations: {}
`;

const text = { type: 'string' };
const map = { type: 'object' };
const texts = { type: 'object', additionalProperties: text };

const SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: false,
  properties: {
    replicaCount: { type: 'integer', minimum: 0 },
    image: {
      type: 'object',
      additionalProperties: false,
      properties: {
        registry: text,
        repository: text,
        tag: text,
        pullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] },
      },
    },
    service: {
      type: 'object',
      additionalProperties: false,
      properties: {
        type: { enum: ['ClusterIP', 'NodePort', 'LoadBalancer'] },
        port: { type: 'integer', minimum: 1, maximum: 65535 },
      },
    },
    resources: map,
    nodeSelector: texts,
    tolerations: { type: 'array', items: map },
    affinity: map,
    commonLabels: texts,
    commonAnnotations: texts,
    global: map,
  },
};

const HELPERS = `{{!-- Named templates: include "NAME" in a template returns their text. --}}

{{#*inline "image"}}
{{{include "common.images.image" (dict
  "imageRoot" (merge (dict "tag" (default Chart.AppVersion Values.image.tag)) Values.image)
  "global" Values.global)}}}
{{/inline}}

{{#*inline "metadata"}}
name: {{include "common.names.fullname"}}
namespace: {{Release.Namespace}}
labels:{{{nindent 2 (include "common.labels.standard" customLabels=(evaluate Values.commonLabels "map"))}}}
{{#if Values.commonAnnotations}}
annotations:{{{nindent 2 (toYaml (evaluate Values.commonAnnotations "map"))}}}
{{/if}}
{{/inline}}
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:{{{nindent 2 (include "metadata")}}}
spec:
  replicas: {{Values.replicaCount}}
  selector:
    matchLabels:{{{nindent 6 (include "common.labels.matchLabels")}}}
  template:
    metadata:
      labels:{{{nindent 8 (include "common.labels.matchLabels")}}}
    spec:
      {{#with Values.nodeSelector}}
      nodeSelector: {{this}}
      {{/with}}
      {{#with Values.tolerations}}
      tolerations:{{{nindent 8 (toYaml this)}}}
      {{/with}}
      {{#with Values.affinity}}
      affinity:{{{nindent 8 (toYaml this)}}}
      {{/with}}
      containers:
        - name: web
          image: {{include "image"}}
          imagePullPolicy: {{Values.image.pullPolicy}}
          ports:
            - name: http
              containerPort: 80
          readinessProbe:
            httpGet:
              path: /
              port: http
          {{#with Values.resources}}
          resources:{{{nindent 12 (toYaml this)}}}
          {{/with}}
`;

const SERVICE = `apiVersion: v1
kind: Service
metadata:{{{nindent 2 (include "metadata")}}}
spec:
  type: {{Values.service.type}}
  selector:{{{nindent 4 (include "common.labels.matchLabels")}}}
  ports:
    - name: http
      port: {{Values.service.port}}
      targetPort: http
`;

const NOTES = `{{Chart.Name}} {{Chart.Version}} is called {{Release.Name}} in {{Release.Namespace}}.

  kubectl --namespace {{Release.Namespace}} port-forward service/{{include "common.names.fullname"}} 8080:{{Values.service.port}}
`;
