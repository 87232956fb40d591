import type { Files } from './chart.ts';

/** What a workload of the chart, and of the chart in it, is made of: everything comes from the values. */
const TEMPLATES: Files = {
  'templates/_helpers.tpl': `{{- define "NAME.name" -}}
{{ .Release.Name }}-NAME
{{- end }}
{{- define "NAME.labels" -}}
app: NAME
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}
`,
  'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "NAME.name" . }}
  labels:
    {{- include "NAME.labels" . | nindent 4 }}
  {{- with .Values.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  replicas: {{ .Values.replicas }}
  {{- with .Values.strategy }}
  strategy:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  selector:
    matchLabels:
      app: NAME
  template:
    metadata:
      labels:
        app: NAME
        {{- with .Values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      {{- with .Values.pod }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      containers:
        - name: {{ .Values.container }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          {{- with .Values.ports }}
          ports:
            {{- range . }}
            - name: {{ .name }}
              containerPort: {{ .port }}
            {{- end }}
          {{- end }}
          {{- with .Values.env }}
          env:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .Values.extra }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
`,
  'templates/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: {{ include "NAME.name" . }}
spec:
  type: {{ .Values.service.type }}
  selector:
    app: NAME
  ports:
    - name: web
      port: {{ .Values.service.port }}
      targetPort: {{ .Values.service.target }}
`,
};

const VALUES = `replicas: 1
container: web
image:
  repository: example.org/NAME
  tag: "1.0"
  pullPolicy: IfNotPresent
service:
  type: ClusterIP
  port: 80
  target: web
ports:
  - name: web
    port: 8080
commonLabels: {}
annotations: {}
strategy: {}
podLabels: {}
pod: {}
env: []
resources: {}
extra: {}
`;

const chart = (name: string, prefix: string, values: string): Files =>
  Object.fromEntries(
    [...Object.entries(TEMPLATES), ['values.yaml', values]].map(([path, text]) => [
      `${prefix}${path}`,
      (text as string).replaceAll('NAME', name),
    ]),
  );

/** A chart with a chart in it, of which nothing is wrong. */
export const SHOP: Files = {
  ...chart('shop', '', VALUES),
  ...chart('db', 'charts/db/', VALUES),
  'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
};

export const DEFAULTS = VALUES.replaceAll('NAME', 'shop');
