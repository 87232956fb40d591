{{- define "db.fullname" -}}
{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 52 }}
{{- end -}}

{{- define "db.matchLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "db.labels" -}}
{{- $own := dict
  "app.kubernetes.io/version" (.Chart.AppVersion | replace "+" "_" | trunc 63)
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-")
  "app.kubernetes.io/managed-by" .Release.Service }}
{{- toYaml (merge (include "db.matchLabels" . | fromYaml) $own .Values.commonLabels) }}
{{- end -}}

{{- define "db.image" -}}
{{- $suffix := ternary (printf "@%s" .Values.image.digest) (printf ":%v" .Values.image.tag) (not (empty .Values.image.digest)) -}}
{{- printf "%s/%s%s" (.Values.global.imageRegistry | default .Values.image.registry) .Values.image.repository $suffix -}}
{{- end -}}

{{- define "db.secretName" -}}
{{- coalesce .Values.auth.existingSecret (printf "%s-auth" (include "db.fullname" .)) -}}
{{- end -}}

{{- define "db.hosts" -}}
{{- $name := include "db.fullname" .root -}}
{{- $port := .port -}}
{{- $hosts := list -}}
{{- range $i := until (int .replicas) -}}
{{- $hosts = append $hosts (printf "%s-%d.%s-headless:%v" $name $i $name $port) -}}
{{- end -}}
{{- join "," $hosts -}}
{{- end -}}
