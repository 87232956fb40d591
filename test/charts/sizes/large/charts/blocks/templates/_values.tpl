{{/* A value whose strings can be templates: { "value", "context" }. */}}
{{- define "blocks.render" -}}
{{- $text := typeIs "string" .value | ternary .value (toYaml .value) -}}
{{- if contains "{{" $text -}}
{{- tpl $text .context -}}
{{- else -}}
{{- $text -}}
{{- end -}}
{{- end -}}

{{/* An image, with the registry that all charts share: { "image", "context" }. */}}
{{- define "blocks.image" -}}
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

{{- define "blocks.pullSecrets" -}}
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
{{- define "blocks.resources" -}}
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
{{- define "blocks.antiAffinity" -}}
{{- $term := dict "labelSelector" (dict "matchLabels" (include "blocks.selector" . | fromYaml)) "topologyKey" "kubernetes.io/hostname" -}}
{{- if eq .preset "soft" -}}
{{- dict "podAntiAffinity" (dict "preferredDuringSchedulingIgnoredDuringExecution" (list (dict "weight" 1 "podAffinityTerm" $term))) | toYaml -}}
{{- else if eq .preset "hard" -}}
{{- dict "podAntiAffinity" (dict "requiredDuringSchedulingIgnoredDuringExecution" (list $term)) | toYaml -}}
{{- end -}}
{{- end -}}

{{- define "blocks.apiVersion.hpa" -}}
{{- if semverCompare ">=1.23-0" .Capabilities.KubeVersion.Version -}}
autoscaling/v2
{{- else -}}
autoscaling/v2beta2
{{- end -}}
{{- end -}}
