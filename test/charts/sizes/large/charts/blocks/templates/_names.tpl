{{/* The name of the release's objects. */}}
{{- define "blocks.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The name of a component's objects: { "component", "context" }. */}}
{{- define "blocks.component.name" -}}
{{- printf "%s-%s" (include "blocks.fullname" .context) .component | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "blocks.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}
