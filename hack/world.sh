# A Kubernetes API server with its etcd, a stand-in for ECR, and the packaged operator, as processes on 127.0.0.1; sourced, not
# run, after hack/lib.sh. The operator has the rights of its own ServiceAccount, those of deploy/install, and no more.
#
# Expects ENVTEST_DIR (make envtest), target/quarkus-app (make package) and compiled tests (make test-classes). Sets what kubectl
# and aws-call read, and host, registry_proxy, registry_ca and operator (its URL).
# shellcheck shell=bash

# Once, not by each of the servers that start side by side.
hack/java-test-main --compile

read -r ecr_port proxy_port operator_port <<<"$(free_ports 3)"
operator=http://127.0.0.1:$operator_port
export PATH=${ENVTEST_DIR:?not set; run it through make}:$PWD/hack:$PATH
export KUBECONFIG=$work/kubeconfig KUBECACHEDIR=$work/kubectl-cache
export AWS_ENDPOINT_URL=http://127.0.0.1:$ecr_port AWS_REGION=eu-central-1
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=demo
registry_proxy=http://127.0.0.1:$proxy_port registry_ca=$work/ca.pem
export host=123456789012.dkr.ecr.$AWS_REGION.amazonaws.com
unset AWS_CA_BUNDLE

# start_servers LIFETIME: the stand-in, whose logins live so long, and the API server. Beside the operator's account there is another,
# with the role of deploy/examples/11-registry-of-another-account.yaml.
start_servers() {
    cat >"$work/identities.json" <<'JSON'
{"roles": {"arn:aws:iam::111122223333:role/ecr-operator": {"trust": {"Version": "2012-10-17", "Statement": [{
  "Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole",
  "Condition": {"StringEquals": {"sts:ExternalId": "prod-cluster"}}}]}}}}
JSON
    start emulator hack/java-test-main io.ecroperator.emulator.EmulatorMain --identities "$work/identities.json" --port "$ecr_port" \
        --proxy-port "$proxy_port" --ca-file "$registry_ca" --token-lifetime "$1"
    start api-server hack/java-test-main io.ecroperator.support.LocalCluster --kubeconfig "$KUBECONFIG"
    await_log api-server '^ready$' 120
    eventually 30 "ECR answers" answers "$AWS_ENDPOINT_URL/_emulator/calls"
}

install_operator() {
    # Everything but the Deployment: there is no node to run it on.
    grep -L '^kind: Deployment' deploy/install/*.yaml | sed 's/^/-f /' | xargs kubectl apply -f crds -f deploy/pull-secrets -f deploy/output-config-maps
    kubectl wait --for=condition=Established --timeout=30s crd --all
}

# With a kubeconfig that holds a token of its ServiceAccount.
start_operator() {
    local flags
    cp "$KUBECONFIG" "$work/operator.kubeconfig"
    kubectl --kubeconfig "$work/operator.kubeconfig" config set-credentials user \
        --token "$(kubectl create token ecr-operator --namespace ecr-operator)" >/dev/null
    mapfile -t flags < <(grep '^-' deploy/jvm.options)
    # Drift is to show within seconds: ECR is listed every 2 s, and every policy is read once in 4 s.
    KUBECONFIG=$work/operator.kubeconfig QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$operator_port \
        ECR_OPERATOR_CLUSTER_NAME=demo ECR_OPERATOR_LEADER_ELECTION_NAMESPACE=ecr-operator \
        ECR_OPERATOR_PULL_SECRETS_ENABLED=true ECR_OPERATOR_PULL_SECRETS_SERVICE_ACCOUNTS_ENABLED=true \
        ECR_OPERATOR_OUTPUT_CONFIG_MAPS_ENABLED=true \
        ECR_OPERATOR_POWERS_REPOSITORY_NAME_PATTERNS=default \
        ECR_OPERATOR_SWEEP_PERIOD=2s ECR_OPERATOR_DEEP_READ_PERIOD=4s \
        start operator "$(hack/jdk)/bin/java" "${flags[@]}" -jar target/quarkus-app/quarkus-run.jar
    eventually 60 "the operator says that it is ready" answers "$operator/q/health/ready"
}
