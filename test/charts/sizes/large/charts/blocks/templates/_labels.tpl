{{/* The labels of an object: { "component", "custom", "context" }. */}}
{{- define "blocks.labels" -}}
{{- $own := dict "app.kubernetes.io/name" .context.Chart.Name "app.kubernetes.io/instance" .context.Release.Name "app.kubernetes.io/managed-by" .context.Release.Service "helm.sh/chart" (printf "%s-%s" .context.Chart.Name .context.Chart.Version) -}}
{{- with .context.Chart.AppVersion -}}
{{- $_ := set $own "app.kubernetes.io/version" (replace "+" "_" .) -}}
{{- end -}}
{{- with .component -}}
{{- $_ := set $own "app.kubernetes.io/component" . -}}
{{- end -}}
{{- merge (dict) (default (dict) .custom) $own | toYaml -}}
{{- end -}}

{{- define "blocks.selector" -}}
app.kubernetes.io/name: {{ .context.Chart.Name }}
app.kubernetes.io/instance: {{ .context.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* What stands below `metadata:` of every object. */}}
{{- define "blocks.metadata" -}}
name: {{ include "blocks.component.name" . }}
namespace: {{ include "blocks.namespace" .context | quote }}
labels: {{- include "blocks.labels" (dict "component" .component "custom" .context.Values.commonLabels "context" .context) | nindent 2 }}
{{- $annotations := merge (dict) (default (dict) .annotations) .context.Values.commonAnnotations }}
{{- if $annotations }}
annotations: {{- include "blocks.render" (dict "value" $annotations "context" .context) | nindent 2 }}
{{- end }}
{{- end -}}
