{{- /*
What the built-in chart takes from the helpers of this program, in Go's language. An argument is a map: root is the
root context, this is what the template is called with.
*/ -}}

{{- /* A value, rendered as a template: printed, rendered as one text. */ -}}
{{- define "twin.evaluate" -}}
{{- if .value }}{{ tpl (toYaml .value) .root }}{{ end }}
{{- end }}

{{- define "common.names.name" -}}
{{- default .root.Chart.Name .root.Values.nameOverride | trunc 63 | trimAll "-" }}
{{- end }}

{{- define "common.names.namespace" -}}
{{- .root.Release.Namespace }}
{{- end }}

{{- define "common.names.fullname" -}}
{{- if .root.Values.fullnameOverride }}
{{- .root.Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .root.Chart.Name .root.Values.nameOverride }}
{{- $release := regexReplaceAll "(-?[^a-z\\d\\-])+-?" (lower .root.Release.Name) "-" }}
{{- if contains $name $release }}
{{- $release | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" $release $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "common.labels.matchLabels" -}}
app.kubernetes.io/name: {{ include "common.names.name" . | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
{{- end }}

{{- define "common.labels.standard" -}}
{{ include "common.labels.matchLabels" . }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
{{- range $key, $value := .this.customLabels }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "common.images.image" -}}
{{- $image := .this.imageRoot }}
{{- $registry := default $image.registry (default (dict) .this.global).imageRegistry }}
{{- $name := ternary (printf "%s/%s" $registry $image.repository) $image.repository (not (empty $registry)) }}
{{- if $image.digest }}
{{- printf "%s@%s" $name $image.digest }}
{{- else }}
{{- printf "%s:%v" $name (default (default (dict) .this.chart).AppVersion $image.tag) }}
{{- end }}
{{- end }}

{{- define "common.images.pullSecrets" -}}
{{- $names := list }}
{{- range (default (dict) .this.global).imagePullSecrets }}{{ $names = append $names . }}{{ end }}
{{- range .this.images }}{{ range .pullSecrets }}{{ $names = append $names . }}{{ end }}{{ end }}
{{- if $names }}
imagePullSecrets:
{{- range $names | uniq }}
  - name: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "common.affinities.term" -}}
labelSelector:
  matchLabels:
    {{- include "common.labels.matchLabels" . | nindent 4 }}
    app.kubernetes.io/component: {{ .this.component | quote }}
topologyKey: kubernetes.io/hostname
{{- end }}

{{- define "common.affinities.pods" -}}
{{- if eq .this.type "soft" }}
preferredDuringSchedulingIgnoredDuringExecution:
  - weight: 1
    podAffinityTerm:
      {{- include "common.affinities.term" . | nindent 6 }}
{{- else if eq .this.type "hard" }}
requiredDuringSchedulingIgnoredDuringExecution:
  -
    {{- include "common.affinities.term" . | nindent 4 }}
{{- end }}
{{- end }}

{{- define "common.affinities.expressions" -}}
matchExpressions:
  - key: {{ .this.key | quote }}
    operator: In
    values:
      {{- range .this.values }}
      - {{ . | toString | quote }}
      {{- end }}
{{- end }}

{{- define "common.affinities.nodes" -}}
{{- if eq .this.type "soft" }}
preferredDuringSchedulingIgnoredDuringExecution:
  - weight: 1
    preference:
      {{- include "common.affinities.expressions" . | nindent 6 }}
{{- else if eq .this.type "hard" }}
requiredDuringSchedulingIgnoredDuringExecution:
  nodeSelectorTerms:
    -
      {{- include "common.affinities.expressions" . | nindent 6 }}
{{- end }}
{{- end }}
