{{- define "common.print" -}}
values: {{ toJson .Values | b64enc | quote }}
dependencies: {{ toJson .Chart.Dependencies | b64enc | quote }}
{{- end }}
