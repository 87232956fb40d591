{{- define "kilo.clusterWideName" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.cutName" (dict "root" $root "this" (dict "name" (printf "%s-%s" (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.fullname" (dict "root" $root "this" $root)) "") (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.namespace" (dict "root" $root "this" $root)) "")) "suffix" ""))) "" }}
{{- end }}

{{- define "kilo.cutName" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (gt (len (printf "%s%s" $this.name $this.suffix)) 63) }}{{ printf "%s-%s%s" (trimSuffix "-" (trunc (int (sub 54 (len $this.suffix))) $this.name)) (trunc 8 (sha256sum $this.name)) $this.suffix }}
{{ else }}{{ printf "%s%s" $this.name $this.suffix }}
{{ end }}{{- end }}

{{- define "kilo.image" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.checkImage" (dict "root" $root "this" (dict "image" $root.Values.image "path" "image"))) "" }}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.images.image" (dict "root" $root "this" (dict "imageRoot" $root.Values.image "global" $root.Values.global "chart" $root.Chart))) "" }}
{{- end }}

{{- define "kilo.imagePullSecrets" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.images.pullSecrets" (dict "root" $root "this" (dict "images" $this.images "global" $root.Values.global))) "" }}
{{- end }}

{{- define "kilo.serviceAccountName" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if $root.Values.serviceAccount.create }}{{ default (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.fullname" (dict "root" $root "this" $root)) "") $root.Values.serviceAccount.name }}
{{ else }}{{ default "default" $root.Values.serviceAccount.name }}
{{ end }}{{- end }}

{{- define "kilo.configmapName" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ default (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.fullname" (dict "root" $root "this" $root)) "") (tpl (toString (default "" $root.Values.kdaemon.existingConfigmap)) $root) }}
{{- end }}

{{- define "kilo.configuration" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (kindIs "map" $root.Values.kdaemon.configuration) }}{{ toJson (dict "cni-conf.json" (toPrettyJson $root.Values.kdaemon.configuration)) }}
{{ else }}{{ toJson (dict "cni-conf.json" $root.Values.kdaemon.configuration) }}
{{ end }}{{- end }}

{{- define "kilo.checksums" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (and $root.Values.cni.enabled (not (tpl (toString (default "" $root.Values.kdaemon.existingConfigmap)) $root))) }}checksum/configuration: {{ toJson (sha256sum (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.configuration" (dict "root" $root "this" $root)) "")) }}
{{ end }}{{- end }}

{{- define "kilo.fqdn" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ printf "%s.%s.svc.%s" $this (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.names.namespace" (dict "root" $root "this" $root)) "") $root.Values.clusterDomain }}
{{- end }}

{{- define "kilo.selectorLabels" -}}
{{- $root := .root }}{{- $this := .this -}}
app.kubernetes.io/component: {{ toJson (default "kdaemon" $this.component) }}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.labels.matchLabels" (dict "root" $root "this" $root)) "" }}
{{- end }}

{{- define "kilo.labels" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ with (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.commonLabels))) }}{{- $with1 := . }}{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.checkLabels" (dict "root" $root "this" (dict "labels" $with1 "path" "commonLabels" "component" $this.component))) "" }}
{{ toYaml (mergeOverwrite (fromYaml (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.standardLabels" (dict "root" $root "this" (dict "component" $this.component))) "")) $with1) }}
{{ else }}{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.standardLabels" (dict "root" $root "this" (dict "component" $this.component))) "" }}
{{ end }}{{- end }}

{{- define "kilo.standardLabels" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.labels.standard" (dict "root" $root "this" (dict "customLabels" (dict "app.kubernetes.io/component" (default "kdaemon" $this.component))))) "" }}
{{- end }}

{{- define "kilo.podLabels" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ with (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.podLabels))) }}{{- $with1 := . }}{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.checkLabels" (dict "root" $root "this" (dict "labels" $with1 "path" "kdaemon.podLabels" "component" $this.component))) "" }}
{{ end }}{{ toYaml (mergeOverwrite (fromYaml (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.part.podLabels" (dict "root" $root "this" (dict "component" $this.component))) "")) (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.podLabels)))) }}
{{- end }}

{{- define "kilo.part.podLabels" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.selectorLabels" (dict "root" $root "this" (dict "component" $this.component))) "" }}
app.kubernetes.io/managed-by: {{ toJson $root.Release.Service }}
{{- end }}

{{- define "kilo.checkLabels" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ range $key1, $item1 := (fromYaml (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.selectorLabels" (dict "root" $root "this" (dict "component" $this.component))) "")) }}{{- $value := $item1 }}{{- $key := $key1 }}{{ if (hasKey $this.labels $key) }}{{ if (ne (toString (get $this.labels $key)) $value) }}{{ fail (printf "the label %s is %s here, and the DaemonSet selects its pods by %s" $key (toString (get $this.labels $key)) $value) }}
{{ end }}{{ end }}{{ end }}{{- end }}

{{- define "kilo.affinity" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.affinities.pods" (dict "root" $root "this" (dict "type" $root.Values.kdaemon.podAffinityPreset "component" $this.component))) "") }}{{- $with1 := . }}podAffinity:{{ nindent 2 $with1 }}
{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.affinities.pods" (dict "root" $root "this" (dict "type" $root.Values.kdaemon.podAntiAffinityPreset "component" $this.component))) "") }}{{- $with1 := . }}podAntiAffinity:{{ nindent 2 $with1 }}
{{ end }}{{ if $root.Values.kdaemon.nodeAffinityPreset.type }}{{ if not (and $root.Values.kdaemon.nodeAffinityPreset.key $root.Values.kdaemon.nodeAffinityPreset.values) }}{{ fail "kdaemon.nodeAffinityPreset.type needs a node label to match" }}
{{ end }}nodeAffinity:{{ nindent 2 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "common.affinities.nodes" (dict "root" $root "this" $root.Values.kdaemon.nodeAffinityPreset)) "") }}
{{ end }}{{- end }}

{{- define "kilo.command" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ range $key1, $item1 := (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.command))) }}- {{ toJson $item1 }}
{{ else }}{{ regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.defaultCommand" (dict "root" $root "this" (dict "userspace" $this.userspace))) "" }}
{{ end }}{{- end }}

{{- define "kilo.defaultCommand" -}}
{{- $root := .root }}{{- $this := .this -}}
- /opt/bin/kg
- --hostname=$(NODE_NAME)
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.kubeconfig.flag" (dict "root" $root "this" $root)) "") }}{{- $with1 := . }}- {{ toJson $with1 }}
{{ end }}{{ if not $root.Values.cni.enabled }}- --cni=false
{{ end }}{{ with $root.Values.compatibility }}{{- $with1 := . }}- {{ toJson (printf "--compatibility=%s" $with1) }}
{{ end }}{{ if $this.userspace }}- --create-interface=false
{{ end }}{{ if (or (ne $root.Values.userspace.mode "never") (ne $root.Values.interface "kilo0")) }}- {{ toJson (printf "--interface=%s" $root.Values.interface) }}
{{ end }}{{ if (ne (int $root.Values.metrics.port) 1107) }}- {{ toJson (printf "--listen=:%v" $root.Values.metrics.port) }}
{{ end }}{{ range $key1, $item1 := (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.internalCIDRs))) }}- {{ toJson (printf "--internal-cidr=%s" $item1) }}
{{ end }}{{ range $key1, $item1 := (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.serviceCIDRs))) }}- {{ toJson (printf "--service-cidr=%s" $item1) }}
{{ end }}{{ range $key1, $item1 := $root.Values.kdaemon.flags }}{{- $value := $item1 }}{{- $name := $key1 }}{{ if not (kindIs "invalid" $value) }}- {{ toJson (printf "--%s=%s" $name (toString $value)) }}
{{ end }}{{ end }}{{- end }}

{{- define "kilo.args" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if $root.Values.image.debug }}- --log-level=debug
{{ end }}{{ range $key1, $item1 := (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.args))) }}- {{ toJson $item1 }}
{{ end }}{{ if (kindIs "string" $root.Values.kdaemon.extraFlags) }}{{ with $root.Values.kdaemon.extraFlags }}{{- $with1 := . }}- {{ toJson $with1 }}
{{ end }}{{ else }}{{ range $key1, $item1 := $root.Values.kdaemon.extraFlags }}- {{ toJson $item1 }}
{{ end }}{{ end }}{{- end }}

{{- define "kilo.extraEnvVars" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (kindIs "map" $this) }}{{ range $key1, $item1 := $this }}{{- $value := $item1 }}{{- $name := $key1 }}- name: {{ toJson $name }}
{{ if (kindIs "map" $value) }}{{ if $value }}{{ indent 2 (toYaml $value) }}
{{ end }}{{ else }}{{ if (not (kindIs "invalid" $value)) }}  value: {{ toJson (toString $value) }}
{{ end }}{{ end }}{{ end }}{{ else }}{{ if $this }}{{ toYaml $this }}
{{ end }}{{ end }}{{- end }}

{{- define "kilo.securityContext" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if $this.enabled }}{{ with (omit $this "enabled") }}{{- $with1 := . }}{{ toYaml $with1 }}
{{ end }}{{ end }}{{- end }}

{{- define "kilo.resources" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if $this.limits }}limits:{{ nindent 2 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.quantities" (dict "root" $root "this" $this.limits)) "") }}
{{ end }}{{ if $this.requests }}requests:{{ nindent 2 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.quantities" (dict "root" $root "this" $this.requests)) "") }}
{{ end }}{{- end }}

{{- define "kilo.quantities" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ range $key1, $item1 := $this }}{{- $quantity := $item1 }}{{- $resource := $key1 }}{{ toJson $resource }}: {{ toJson (toString $quantity) }}
{{ end }}{{- end }}
