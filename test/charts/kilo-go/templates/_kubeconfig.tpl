{{- define "kilo.kubeconfig.configMap" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (eq $root.Values.kubeconfig.source "kubeProxy") }}{name: kube-proxy, key: kubeconfig.conf, namespace: kube-system}
{{ else }}{{ if (eq $root.Values.kubeconfig.source "configMap") }}{{ toYaml (fromYaml (include "twin.evaluate" (dict "root" $root "value" $root.Values.kubeconfig.configMap))) }}
{{ else }}{}
{{ end }}{{ end }}{{- end }}

{{- define "kilo.kubeconfig.flag" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (ne $root.Values.kubeconfig.source "inCluster") }}--kubeconfig=/etc/kubernetes/kubeconfig
{{ end }}{{- end }}

{{- define "kilo.kubeconfig.mount" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (ne $root.Values.kubeconfig.source "inCluster") }}- name: kubeconfig
  mountPath: {{ toJson (ternary "/etc/kubernetes/kubeconfig" "/etc/kubernetes" (eq $root.Values.kubeconfig.source "hostPath")) }}
  readOnly: true
{{ end }}{{- end }}

{{- define "kilo.kubeconfig.volumes" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (eq $root.Values.kubeconfig.source "k3s") }}- name: kubeconfig
  emptyDir: {}
- name: k3s-agent
  hostPath:
    path: {{ toJson $root.Values.kubeconfig.k3s.agentDir }}
{{ else }}{{ if (eq $root.Values.kubeconfig.source "hostPath") }}- name: kubeconfig
  hostPath:
    path: {{ toJson $root.Values.kubeconfig.hostPath }}
    # Without it, a node that lacks the file would get an empty directory of its name.
    type: File
{{ else }}{{ with (fromYaml (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.kubeconfig.configMap" (dict "root" $root "this" $root)) "")) }}{{- $with1 := . }}{{ if not $with1.name }}{{ fail "kubeconfig.source is configMap, and no ConfigMap is named" }}
{{ end }}- name: kubeconfig
  configMap:
    name: {{ toJson $with1.name }}
{{ if (ne $with1.key "kubeconfig") }}    items:
      - key: {{ toJson $with1.key }}
        path: kubeconfig
{{ end }}{{ end }}{{ end }}{{ end }}{{- end }}

{{- define "kilo.kubeconfig.initContainer" -}}
{{- $root := .root }}{{- $this := .this -}}
{{ if (eq $root.Values.kubeconfig.source "k3s") }}- name: generate-kubeconfig
{{ indent 2 (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.daemonImageFields" (dict "root" $root "this" $root)) "") }}
  command:
    - /bin/sh
    - -c
    - |
      set -eu
      agent=/var/lib/rancher/k3s/agent/kubelet.kubeconfig
      server=$(sed -n 's/^ *server: *//p' "$agent" | head -n 1)
      if [ -z "$server" ]; then
        echo "$agent names no server" >&2
        exit 1
      fi
      cat > /etc/kubernetes/kubeconfig <<END
      apiVersion: v1
      kind: Config
      clusters:
        - name: kilo
          cluster:
            server: $server
            certificate-authority: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
      users:
        - name: kilo
          user:
            tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token
      contexts:
        - name: kilo
          context:
            cluster: kilo
            namespace: $NAMESPACE
            user: kilo
      current-context: kilo
      END
  env:
    - name: NAMESPACE
      valueFrom:
        fieldRef:
          fieldPath: metadata.namespace
{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.securityContext" (dict "root" $root "this" $root.Values.kdaemon.containerSecurityContext)) "") }}{{- $with1 := . }}  securityContext:{{ nindent 4 $with1 }}
{{ end }}{{ with (regexReplaceAll "\\A([ \\t]*\\n)+|\\s+\\z" (include "kilo.resources" (dict "root" $root "this" $root.Values.kdaemon.resources)) "") }}{{- $with1 := . }}  resources:{{ nindent 4 $with1 }}
{{ end }}  volumeMounts:
    - name: kubeconfig
      mountPath: /etc/kubernetes
    - name: k3s-agent
      mountPath: /var/lib/rancher/k3s/agent
      readOnly: true
{{ end }}{{- end }}
