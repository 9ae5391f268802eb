{{- /* What the schema cannot say in a sentence. */}}
{{- define "ecr-operator.check" }}
{{- if not .Values.clusterName }}
{{- fail "clusterName is not set: give this cluster a name that no other cluster in the AWS account has, with --set clusterName=… It stands in the tags that say whose a repository is." }}
{{- end }}
{{- if not (regexMatch "^[A-Za-z0-9._-]{1,63}$" .Values.clusterName) }}
{{- fail (printf "clusterName is %q, allowed are 1 to 63 letters, digits, dots, underscores and dashes." .Values.clusterName) }}
{{- end }}
{{- include "ecr-operator.between" (list "sweepPeriod" .Values.sweepPeriod "1s" "1d") }}
{{- include "ecr-operator.between" (list "deepReadPeriod" .Values.deepReadPeriod .Values.sweepPeriod "30d") }}
{{- include "ecr-operator.between" (list "shutdownTimeout" .Values.shutdownTimeout "0s" "10m") }}
{{- include "ecr-operator.between" (list "leaderElection.leaseDuration" .Values.leaderElection.leaseDuration "5s" "10m") }}
{{- include "ecr-operator.between" (list "aws.attemptTimeout" .Values.aws.attemptTimeout "1s" "1m") }}
{{- include "ecr-operator.between" (list "aws.callTimeout" .Values.aws.callTimeout .Values.aws.attemptTimeout "5m") }}
{{- $grace := int .Values.terminationGracePeriodSeconds }}
{{- if lt (mul 1000 $grace | int) (include "ecr-operator.milliseconds" .Values.shutdownTimeout | int | add 15000 | int) }}
{{- fail (printf "terminationGracePeriodSeconds is %d, and shutdownTimeout %s: a Pod that stops would be killed while calls are in flight. Make it at least 15 s longer." $grace .Values.shutdownTimeout) }}
{{- end }}
{{- if and (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) }}
{{- fail "serviceAccount.name is not set, and serviceAccount.create is false: name the ServiceAccount that is there already." }}
{{- end }}
{{- if and .Values.pullSecrets.serviceAccountsEnabled (not .Values.pullSecrets.enabled) }}
{{- fail "pullSecrets.serviceAccountsEnabled is without effect unless pullSecrets.enabled is true: set both, or neither." }}
{{- end }}
{{- if and .Values.registries.secrets (not .Values.registries.enabled) }}
{{- fail "registries.secrets is without effect unless registries.enabled is true: set both, or neither." }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled .Values.podMonitor.enabled }}
{{- fail "serviceMonitor.enabled and podMonitor.enabled are both true: every Pod would be scraped twice. Set one of them." }}
{{- end }}
{{- $labels := merge (dict) .Values.podLabels .Values.commonLabels }}
{{- range list "app.kubernetes.io/name" "app.kubernetes.io/instance" }}
{{- if hasKey $labels . }}
{{- fail (printf "podLabels and commonLabels may not have %s: the Deployment finds its Pods by it." .) }}
{{- end }}
{{- end }}
{{- range .Values.extraVolumes }}
{{- if eq .name "tmp" }}
{{- fail "extraVolumes may not have a volume named tmp: the Pod has one." }}
{{- end }}
{{- end }}
{{- range .Values.extraEnv }}
{{- if eq .name "JDK_JAVA_OPTIONS" }}
{{- fail "extraEnv may not set JDK_JAVA_OPTIONS: it would replace the options of the image, which keep the operator within its memory. Write the options into jvm.extraOptions." }}
{{- end }}
{{- if or (hasPrefix "ECR_OPERATOR_" .name) (has .name (list "QUARKUS_LOG_LEVEL" "QUARKUS_LOG_CONSOLE_JSON_ENABLED" "QUARKUS_HTTP_PORT" "AWS_REGION" "AWS_ENDPOINT_URL")) }}
{{- fail (printf "extraEnv may not set %s: the chart sets it from a value of its own; see the table in its README." .name) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "ecr-operator.milliseconds" }}
{{- mul (regexFind "^[0-9]+" .) (get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000) (regexFind "[a-z]+$" .)) }}
{{- end }}

{{- /* Refuses a duration that the program would refuse at its start: key, value, least, most. */}}
{{- define "ecr-operator.between" }}
{{- $value := include "ecr-operator.milliseconds" (index . 1) | int }}
{{- if or (lt $value (include "ecr-operator.milliseconds" (index . 2) | int)) (gt $value (include "ecr-operator.milliseconds" (index . 3) | int)) }}
{{- fail (printf "%s is %s, allowed is %s to %s." (index . 0) (index . 1) (index . 2) (index . 3)) }}
{{- end }}
{{- end }}
