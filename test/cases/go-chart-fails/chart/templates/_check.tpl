{{ define "web.check" }}{{ required "set auth.user: it has no default" (dig "auth" "user" "" .Values.AsMap) }}{{ end }}
