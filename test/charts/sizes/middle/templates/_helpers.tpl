{{/* The labels of an object: { "component", "custom", "context" }. */}}
{{- define "middle.labels" -}}
{{- $own := dict "app.kubernetes.io/name" .context.Chart.Name "app.kubernetes.io/instance" .context.Release.Name "app.kubernetes.io/managed-by" .context.Release.Service "helm.sh/chart" (printf "%s-%s" .context.Chart.Name .context.Chart.Version) -}}
{{- with .context.Chart.AppVersion -}}
{{- $_ := set $own "app.kubernetes.io/version" (replace "+" "_" .) -}}
{{- end -}}
{{- with .component -}}
{{- $_ := set $own "app.kubernetes.io/component" . -}}
{{- end -}}
{{- merge (dict) (default (dict) .custom) $own | toYaml -}}
{{- end -}}

{{- define "middle.selector" -}}
app.kubernetes.io/name: {{ .context.Chart.Name }}
app.kubernetes.io/instance: {{ .context.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* What stands below `metadata:` of every object. */}}
{{- define "middle.metadata" -}}
name: {{ include "middle.component.name" . }}
namespace: {{ include "middle.namespace" .context | quote }}
labels: {{- include "middle.labels" (dict "component" .component "custom" .context.Values.commonLabels "context" .context) | nindent 2 }}
{{- $annotations := merge (dict) (default (dict) .annotations) .context.Values.commonAnnotations }}
{{- if $annotations }}
annotations: {{- include "middle.render" (dict "value" $annotations "context" .context) | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The name of the release's objects. */}}
{{- define "middle.fullname" -}}
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
{{- define "middle.component.name" -}}
{{- printf "%s-%s" (include "middle.fullname" .context) .component | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "middle.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{/* A value whose strings can be templates: { "value", "context" }. */}}
{{- define "middle.render" -}}
{{- $text := typeIs "string" .value | ternary .value (toYaml .value) -}}
{{- if contains "{{" $text -}}
{{- tpl $text .context -}}
{{- else -}}
{{- $text -}}
{{- end -}}
{{- end -}}

{{/* An image, with the registry that all charts share: { "image", "context" }. */}}
{{- define "middle.image" -}}
{{- $registry := .image.registry -}}
{{- with (.context.Values.global).imageRegistry -}}
{{- $registry = . -}}
{{- end -}}
{{- $mark := empty .image.digest | ternary ":" "@" -}}
{{- $version := coalesce .image.digest .image.tag .context.Chart.AppVersion -}}
{{- if $registry -}}
{{- printf "%s/%s%s%s" $registry .image.repository $mark (toString $version) -}}
{{- else -}}
{{- printf "%s%s%s" .image.repository $mark (toString $version) -}}
{{- end -}}
{{- end -}}

{{- define "middle.pullSecrets" -}}
{{- $names := list -}}
{{- range concat (default (list) (.context.Values.global).imagePullSecrets) (default (list) .image.pullSecrets) -}}
{{- $names = append $names (kindIs "map" . | ternary (get (kindIs "map" . | ternary . (dict)) "name") .) -}}
{{- end -}}
{{- with $names | uniq }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Resources by the name of a size. */}}
{{- define "middle.resources" -}}
{{- $sizes := dict "nano" (dict "cpu" "100m" "memory" "128Mi") "small" (dict "cpu" "500m" "memory" "512Mi") "large" (dict "cpu" "1.5" "memory" "2Gi") -}}
{{- if .resources -}}
{{- toYaml .resources -}}
{{- else if hasKey $sizes .size -}}
{{- $requests := index $sizes .size -}}
{{- dict "requests" $requests "limits" (dict "memory" (get $requests "memory")) | toYaml -}}
{{- else -}}
{{- fail (printf "unknown size %q: use one of %s" .size (keys $sizes | sortAlpha | join ", ")) -}}
{{- end -}}
{{- end -}}

{{/* Pods of a component away from each other: `soft`, `hard` or nothing. */}}
{{- define "middle.antiAffinity" -}}
{{- $term := dict "labelSelector" (dict "matchLabels" (include "middle.selector" . | fromYaml)) "topologyKey" "kubernetes.io/hostname" -}}
{{- if eq .preset "soft" -}}
{{- dict "podAntiAffinity" (dict "preferredDuringSchedulingIgnoredDuringExecution" (list (dict "weight" 1 "podAffinityTerm" $term))) | toYaml -}}
{{- else if eq .preset "hard" -}}
{{- dict "podAntiAffinity" (dict "requiredDuringSchedulingIgnoredDuringExecution" (list $term)) | toYaml -}}
{{- end -}}
{{- end -}}
