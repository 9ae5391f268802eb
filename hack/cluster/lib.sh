# What the demo and the bench on a cluster share, beside hack/lib.sh; sourced, not run.
# shellcheck shell=bash

source hack/lib.sh

# Where Pods reach this machine, and so the stand-in for ECR.
address=${EMULATOR_ADDRESS:-${NODE_ADDRESS:?}}
emulator=http://$address:${EMULATOR_PORT:-4566}
registry_proxy=http://$address:${REGISTRY_PROXY_PORT:-4567}
registry_ca=${NODE_DIR:-$work}/registry-ca.pem
namespace=ecr-operator
export PATH=${ENVTEST_DIR:?not set; run it through make}:${HELM_DIR:?not set; run it through make}/3:$PWD/hack:$PATH
export KUBECACHEDIR=$work/kubectl-cache HELM_CACHE_HOME=$work/helm HELM_CONFIG_HOME=$work/helm HELM_DATA_HOME=$work/helm
export AWS_ENDPOINT_URL=$emulator AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=demo
export host=123456789012.dkr.ecr.$AWS_REGION.amazonaws.com
unset AWS_CA_BUNDLE

# The cluster's side of a failure.
explain() {
    kubectl get pods -A -o wide
    kubectl get events -A --sort-by .lastTimestamp | tail -n 25
    kubectl describe pods -n $namespace
    kubectl logs -n $namespace -l app.kubernetes.io/name=ecr-operator --prefix --tail 25
    kubectl logs -n $namespace -l app.kubernetes.io/name=ecr-operator --prefix --tail 10 --previous
}

# start_emulator OPTION…
start_emulator() {
    start emulator hack/java-test-main io.ecroperator.emulator.EmulatorMain --host "$address" --port "${emulator##*:}" \
        --proxy-port "${registry_proxy##*:}" --ca-file "$registry_ca" "$@"
    eventually 30 "the stand-in for ECR answers at $emulator" answers "$emulator/_emulator/calls"
}

# The chart, with pull secrets and output ConfigMaps, for an AWS that is the stand-in, in a namespace that admits no Pod with rights.
install_operator() {
    kubectl create namespace $namespace
    kubectl label namespace $namespace pod-security.kubernetes.io/enforce=restricted
    kubectl create secret generic aws-keys -n $namespace \
        --from-literal AWS_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID --from-literal AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY
    helm install ecr-operator charts/ecr-operator -n $namespace --wait --timeout 2m -f - <<YAML
clusterName: demo
aws: {region: $AWS_REGION, endpointUrl: "$AWS_ENDPOINT_URL"}
pullSecrets: {enabled: true}
outputConfigMaps: {enabled: true}
extraEnvFrom: [{secretRef: {name: aws-keys}}]
YAML
}

# ---- Questions to the cluster ----------------------------------------------------------------------------------------

# of KIND NAME JSONPATH [OPTION…]: a field of an object.
of() { kubectl get "$1" "$2" -o jsonpath="$3" "${@:4}"; }

is_there() { kubectl get "$@" -o name; }

is_not_there() { [[ -z $(kubectl get "$@" --ignore-not-found -o name) ]]; }

ready_says() { [[ $(of ecrrepo "$1" '{.status.conditions[?(@.type=="Ready")].reason}') == "$2" ]]; }

operator_pods() { kubectl get pods -n $namespace -l app.kubernetes.io/name=ecr-operator "$@"; }

two_pods_are_ready() {
    [[ $(operator_pods -o jsonpath='{range .items[?(@.status.containerStatuses[0].ready==true)]}{.metadata.name} {end}' | wc -w) == 2 &&
        $(operator_pods -o name | wc -l) == 2 ]]
}

# From the start of the container to Ready, as the kubelet saw it; it looks every 2 s at the start, then every 5 s.
start_to_ready() {
    operator_pods -o json | python3 -c '
import datetime, json, sys
for pod in json.load(sys.stdin)["items"]:
    if "deletionTimestamp" in pod["metadata"]:
        continue
    started = pod["status"]["containerStatuses"][0]["state"]["running"]["startedAt"]
    ready = next(c["lastTransitionTime"] for c in pod["status"]["conditions"] if c["type"] == "Ready")
    after = datetime.datetime.fromisoformat(ready) - datetime.datetime.fromisoformat(started)
    print(pod["metadata"]["name"], "was ready", after.seconds, "s after its start")'
}

# Through the API server, which reaches the Pod by the Service.
fetch_metrics() { kubectl get --raw "/api/v1/namespaces/$namespace/services/ecr-operator-metrics:http/proxy/q/metrics"; }

# The Pod that holds the lease.
leader() { of lease ecr-operator '{.spec.holderIdentity}' -n $namespace | cut -d _ -f 1; }

# leader_is_not POD…: one leads, and none of these.
leader_is_not() {
    local now
    now=$(leader)
    [[ -n $now && " $* " != *" $now "* ]]
}

# ---- Questions to the node -------------------------------------------------------------------------------------------

# process_of POD: the operator's process, by its number on the node.
process_of() {
    local container
    container=$(of pod "$1" '{.status.containerStatuses[0].containerID}' -n $namespace)
    ctr -n k8s.io tasks ls | awk -v container="${container#containerd://}" '$1 == container { print $2 }'
}

# memory_of POD: what its processes use and what its cgroup counts, now and at most, of its limit.
memory_of() {
    local process cgroup
    process=$(process_of "$1")
    cgroup=/sys/fs/cgroup/memory$(sed -n 's/^[0-9]*:memory://p' "/proc/$process/cgroup")
    printf '%s: RSS %d MiB; cgroup: %d MiB now, %d MiB at most, of %d MiB\n' "$1" \
        "$(($(awk '$1 == "VmRSS:" { print $2 }' "/proc/$process/status") / 1024))" \
        $(($(<"$cgroup/memory.usage_in_bytes") >> 20)) $(($(<"$cgroup/memory.max_usage_in_bytes") >> 20)) \
        $(($(<"$cgroup/memory.limit_in_bytes") >> 20))
}

memory_of_pods() { for pod in $(operator_pods -o jsonpath='{..metadata.name}'); do memory_of "$pod"; done; }

no_restarts() { [[ $(operator_pods -o jsonpath='{.items[*].status.containerStatuses[0].restartCount}' | tr -d ' 0') == "" ]]; }
