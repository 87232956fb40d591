{{- define "kilo.daemonset" -}}
{{- $root := .root }}{{- $this := .this -}}
apiVersion: apps/v1
kind: DaemonSet
metadata:{{ nindent 2 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.metadata" (dict "root" $root "this" (dict "name" $this.name "component" $this.component))) "") }}
spec:
{{ with $root.Values.kdaemon.updateStrategy }}{{- $with1 := . }}  updateStrategy:{{ nindent 4 (toYaml $with1) }}
{{ end }}  selector:
    matchLabels:{{ nindent 6 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.selectorLabels" (dict "root" $root "this" (dict "component" $this.component))) "") }}
  template:
    metadata:
      labels:{{ nindent 8 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.podLabels" (dict "root" $root "this" (dict "component" $this.component))) "") }}
{{ with (mergeOverwrite (fromYaml (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.checksums" (dict "root" $root "this" $root)) "")) (fromYaml (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.prometheusAnnotations" (dict "root" $root "this" (dict "port" $root.Values.metrics.port))) "")) (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.podAnnotations)))) }}{{- $with1 := . }}      annotations:{{ nindent 8 (toYaml $with1) }}
{{ end }}    spec:
      serviceAccountName: {{ toJson (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.serviceAccountName" (dict "root" $root "this" $root)) "") }}
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.imagePullSecrets" (dict "root" $root "this" (dict "images" (ternary (list $root.Values.image $root.Values.userspace.image) (list $root.Values.image) $this.userspace)))) "") }}{{- $with1 := . }}{{ indent 6 $with1 }}
{{ end }}{{ with $root.Values.schedulerName }}{{- $with1 := . }}      schedulerName: {{ toJson $with1 }}
{{ end }}{{ with $root.Values.kdaemon.priorityClassName }}{{- $with1 := . }}      priorityClassName: {{ toJson $with1 }}
{{ end }}      hostNetwork: true
{{ with (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.affinity))) }}{{- $with1 := . }}      affinity:{{ nindent 8 (toYaml $with1) }}
{{ else }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.affinity" (dict "root" $root "this" (dict "component" $this.component))) "") }}{{- $with1 := . }}      affinity:{{ nindent 8 $with1 }}
{{ end }}{{ end }}{{ with (mergeOverwrite (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.nodeSelector))) (fromYaml (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.userspace.nodeSelector" (dict "root" $root "this" (dict "userspace" $this.userspace))) ""))) }}{{- $with1 := . }}      nodeSelector:{{ nindent 8 (toYaml $with1) }}
{{ end }}{{ with (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.tolerations))) }}{{- $with1 := . }}      tolerations:{{ nindent 8 (toYaml $with1) }}
{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.securityContext" (dict "root" $root "this" $root.Values.kdaemon.podSecurityContext)) "") }}{{- $with1 := . }}      securityContext:{{ nindent 8 $with1 }}
{{ end }}{{ if (or (eq $root.Values.kubeconfig.source "k3s") $root.Values.cni.enabled (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.initContainers)))) }}      initContainers:
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.kubeconfig.initContainer" (dict "root" $root "this" $root)) "") }}{{- $with1 := . }}{{ indent 8 $with1 }}
{{ end }}{{ if $root.Values.cni.enabled }}        - name: install-cni
{{ indent 10 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.daemonImageFields" (dict "root" $root "this" $root)) "") }}
          command:
            - /bin/sh
            - -c
            - |
              set -e
              cp /opt/cni/bin/* /host/opt/cni/bin/
              # Written under a hidden name and moved, so that the node never reads half a file.
              printf '%s\n' "$CNI_NETWORK_CONFIG" > "/host/etc/cni/net.d/.$CNI_CONF_NAME.tmp"
              # A node uses the first configuration that it finds: this is to be the only one.
              rm -f /host/etc/cni/net.d/*
              mv "/host/etc/cni/net.d/.$CNI_CONF_NAME.tmp" "/host/etc/cni/net.d/$CNI_CONF_NAME"
          env:
            - name: CNI_CONF_NAME
              value: 10-kilo.conflist
            - name: CNI_NETWORK_CONFIG
              valueFrom:
                configMapKeyRef:
                  name: {{ toJson (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.configmapName" (dict "root" $root "this" $root)) "") }}
                  key: cni-conf.json
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.securityContext" (dict "root" $root "this" $root.Values.kdaemon.containerSecurityContext)) "") }}{{- $with1 := . }}          securityContext:{{ nindent 12 $with1 }}
{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.resources" (dict "root" $root "this" $root.Values.kdaemon.resources)) "") }}{{- $with1 := . }}          resources:{{ nindent 12 $with1 }}
{{ end }}          volumeMounts:
            - name: cni-bin-dir
              mountPath: /host/opt/cni/bin
            - name: cni-conf-dir
              mountPath: /host/etc/cni/net.d
{{ end }}{{ with (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.initContainers))) }}{{- $with1 := . }}{{ indent 8 (toYaml $with1) }}
{{ end }}{{ end }}      containers:
{{ if $this.userspace }}        # It makes the interface that kg looks for when it starts, and so comes first.
        - name: wireguard
{{ indent 10 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.imageFields" (dict "root" $root "this" (dict "image" $root.Values.userspace.image "path" "userspace.image"))) "") }}
          args:
{{ range $key1, $item1 := (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.userspace.args))) }}            - {{ toJson $item1 }}
{{ else }}            - wireguard-go
            - --foreground
            - {{ toJson $root.Values.interface }}
{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.securityContext" (dict "root" $root "this" $root.Values.userspace.containerSecurityContext)) "") }}{{- $with1 := . }}          securityContext:{{ nindent 12 $with1 }}
{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.resources" (dict "root" $root "this" $root.Values.userspace.resources)) "") }}{{- $with1 := . }}          resources:{{ nindent 12 $with1 }}
{{ end }}          volumeMounts:
            - name: wireguard
              mountPath: /var/run/wireguard
{{ end }}        - name: kilo
{{ indent 10 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.daemonImageFields" (dict "root" $root "this" $root)) "") }}
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.command" (dict "root" $root "this" (dict "userspace" $this.userspace))) "") }}{{- $with1 := . }}{{- $command := . }}          command:{{ nindent 12 $command }}
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.args" (dict "root" $root "this" $root)) "") }}{{- $with2 := . }}          args:{{ nindent 12 $with2 }}
{{ end }}          env:
            - name: NODE_NAME
              valueFrom:
                fieldRef:
                  fieldPath: spec.nodeName
{{ if (contains "$(NODE_IP)" (printf "%s%s" $command (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.args" (dict "root" $root "this" $root)) ""))) }}            - name: NODE_IP
              valueFrom:
                fieldRef:
                  fieldPath: status.hostIP
{{ end }}{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.extraEnvVars" (dict "root" $root "this" (ternary (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.extraEnvVars))) (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.extraEnvVars))) (kindIs "slice" $root.Values.kdaemon.extraEnvVars)))) "") }}{{- $with1 := . }}{{ indent 12 $with1 }}
{{ end }}{{ if (or (tpl (toString (default "" $root.Values.kdaemon.extraEnvVarsCM)) $root) (tpl (toString (default "" $root.Values.kdaemon.extraEnvVarsSecret)) $root)) }}          envFrom:
{{ with (tpl (toString (default "" $root.Values.kdaemon.extraEnvVarsCM)) $root) }}{{- $with1 := . }}            - configMapRef:
                name: {{ toJson $with1 }}
{{ end }}{{ with (tpl (toString (default "" $root.Values.kdaemon.extraEnvVarsSecret)) $root) }}{{- $with1 := . }}            - secretRef:
                name: {{ toJson $with1 }}
{{ end }}{{ end }}          ports:
            - name: metrics
              containerPort: {{ toJson $root.Values.metrics.port }}
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.probes" (dict "root" $root "this" $root)) "") }}{{- $with1 := . }}{{ indent 10 $with1 }}
{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.securityContext" (dict "root" $root "this" $root.Values.kdaemon.containerSecurityContext)) "") }}{{- $with1 := . }}          securityContext:{{ nindent 12 $with1 }}
{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.resources" (dict "root" $root "this" $root.Values.kdaemon.resources)) "") }}{{- $with1 := . }}          resources:{{ nindent 12 $with1 }}
{{ end }}          volumeMounts:
{{ if $root.Values.cni.enabled }}            - name: cni-conf-dir
              mountPath: /etc/cni/net.d
{{ end }}            - name: kilo-dir
              mountPath: /var/lib/kilo
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.kubeconfig.mount" (dict "root" $root "this" $root)) "") }}{{- $with1 := . }}{{ indent 12 $with1 }}
{{ end }}            - name: lib-modules
              mountPath: /lib/modules
              readOnly: true
            - name: xtables-lock
              mountPath: /run/xtables.lock
{{ if $this.userspace }}            - name: wireguard
              mountPath: /var/run/wireguard
{{ end }}{{ with (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.extraVolumeMounts))) }}{{- $with1 := . }}{{ indent 12 (toYaml $with1) }}
{{ end }}{{ with (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.sidecars))) }}{{- $with1 := . }}{{ indent 8 (toYaml $with1) }}
{{ end }}      volumes:
{{ if $root.Values.cni.enabled }}        - name: cni-bin-dir
          hostPath:
            path: {{ toJson $root.Values.cni.binDir }}
        - name: cni-conf-dir
          hostPath:
            path: {{ toJson $root.Values.cni.confDir }}
{{ end }}        - name: kilo-dir
          hostPath:
            path: /var/lib/kilo
        - name: lib-modules
          hostPath:
            path: /lib/modules
        - name: xtables-lock
          hostPath:
            path: /run/xtables.lock
            type: FileOrCreate
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.kubeconfig.volumes" (dict "root" $root "this" $root)) "") }}{{- $with1 := . }}{{ indent 8 $with1 }}
{{ end }}{{ if $this.userspace }}        - name: wireguard
          hostPath:
            path: /var/run/wireguard
{{ end }}{{ with (fromYamlArray (include "twin.evaluate" (dict "root" $root "value" $root.Values.kdaemon.extraVolumes))) }}{{- $with1 := . }}{{ indent 8 (toYaml $with1) }}
{{ end }}{{- end }}

{{- define "kilo.userspace.nodeSelector" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (eq $root.Values.userspace.mode "auto") }}{{ toJson $root.Values.userspace.nodeLabel }}: {{ toJson (ternary "false" "true" $this.userspace) }}
{{ end }}{{- end }}

{{- define "kilo.probes" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ range $key1, $item1 := (pick $root.Values.kdaemon "livenessProbe" "readinessProbe" "startupProbe") }}{{- $probe := $item1 }}{{- $name := $key1 }}{{ if $probe.enabled }}{{ toJson $name }}:
  httpGet:
    path: /health
    port: metrics
{{ range $key2, $item2 := (omit $probe "enabled") }}{{- $value := $item2 }}{{- $field := $key2 }}{{ if not (kindIs "invalid" $value) }}  {{ toJson $field }}: {{ toJson $value }}
{{ end }}{{ end }}{{ end }}{{ end }}{{- end }}
