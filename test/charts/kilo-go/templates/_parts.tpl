{{- define "kilo.partName" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.cutName" (dict "root" $root "this" (dict "name" (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.fullname" (dict "root" $root "this" $root)) "") "suffix" (printf "-%s" $this)))) "" }}
{{- end }}

{{- define "kilo.partName.clusterWide" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.cutName" (dict "root" $root "this" (dict "name" (printf "%s-%s" (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.fullname" (dict "root" $root "this" $root)) "") (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.namespace" (dict "root" $root "this" $root)) "")) "suffix" (printf "-%s" $this)))) "" }}
{{- end }}

{{- define "kilo.partName.service" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (regexMatch "^[a-z][-a-z0-9]*$" (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.partName" (dict "root" $root "this" $this)) "")) }}{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.partName" (dict "root" $root "this" $this)) "" }}
{{ else }}{{ printf "kilo-%s-%s" (trunc 8 (sha256sum (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.fullname" (dict "root" $root "this" $root)) ""))) $this }}
{{ end }}{{- end }}

{{- define "kilo.metadata" -}}
{{- $root := .root }}{{- $this := .this -}}
name: {{ toJson $this.name }}
{{ if not $this.clusterWide }}namespace: {{ toJson (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.namespace" (dict "root" $root "this" $root)) "") }}
{{ end }}labels:{{ nindent 2 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.labels" (dict "root" $root "this" (dict "component" $this.component))) "") }}
{{ with (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.commonAnnotations))) }}{{- $with1 := . }}annotations:{{ nindent 2 (toYaml $with1) }}
{{ end }}{{- end }}

{{- define "kilo.binding" -}}
{{- $root := .root }}{{- $this := .this -}}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ toJson $this.kind }}
  name: {{ toJson $this.role }}
subjects:
  - kind: ServiceAccount
    name: {{ toJson $this.account }}
    namespace: {{ toJson (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.namespace" (dict "root" $root "this" $root)) "") }}
{{- end }}

{{- define "kilo.imageFields" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.checkImage" (dict "root" $root "this" (dict "image" $this.image "path" $this.path))) "" }}
image: {{ toJson (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.images.image" (dict "root" $root "this" (dict "imageRoot" $this.image "global" $root.Values.global))) "") }}
{{ with $this.image.pullPolicy }}{{- $with1 := . }}imagePullPolicy: {{ toJson $with1 }}
{{ end }}{{- end }}

{{- define "kilo.daemonImageFields" -}}
{{- $root := .root }}{{- $this := .this -}}
image: {{ toJson (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.image" (dict "root" $root "this" $root)) "") }}
{{ with $root.Values.image.pullPolicy }}{{- $with1 := . }}imagePullPolicy: {{ toJson $with1 }}
{{ end }}{{- end }}

{{- define "kilo.checkImage" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (and (or $root.Values.global.imageRegistry $this.image.registry) (contains "/" $this.image.repository)) }}{{ with (index (splitList "/" $this.image.repository) 0) }}{{- $with1 := . }}{{- $host := . }}{{ if (or (eq $host "localhost") (contains "." $host) (contains ":" $host)) }}{{ fail (printf "the repository %s names a registry, and would be pulled from %s/%s" $this.image.repository (default $this.image.registry $root.Values.global.imageRegistry) $this.image.repository) }}
{{ end }}{{ end }}{{ end }}{{- end }}

{{- define "kilo.prometheusAnnotations" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if $root.Values.metrics.annotations }}prometheus.io/scrape: 'true'
prometheus.io/port: {{ toJson (toString $this.port) }}
prometheus.io/path: /metrics
{{ end }}{{- end }}

{{- define "kilo.placement" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ with $root.Values.schedulerName }}{{- $with1 := . }}schedulerName: {{ toJson $with1 }}
{{ end }}{{ with $this.priorityClassName }}{{- $with1 := . }}priorityClassName: {{ toJson $with1 }}
{{ end }}{{ with (fromYaml (include "twin.evaluate" (dict "root" $root "value" $this.nodeSelector))) }}{{- $with1 := . }}nodeSelector:{{ nindent 2 (toYaml $with1) }}
{{ end }}{{ with (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $this.tolerations))) }}{{- $with1 := . }}tolerations:{{ nindent 2 (toYaml $with1) }}
{{ end }}{{- end }}
