# The way in. Needs a JDK 21 or newer (found by hack/jdk), Maven, Go for the tests' API server, and Python for moto.

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help docs envtest moto helm promtool conformance gitops argocd flux tofu actionlint operator-verify check test package image test-classes format crds chart install-manifests manifests reference demo bench bench-secrets bench-schema emulator clean

MVN ?= mvn
PORT ?= 4566
export MVN

# Each stops the recipe with its script's own message when that fails.
WITH_JDK := JAVA_HOME=$$(hack/jdk) && export JAVA_HOME
WITH_ENVTEST := ENVTEST_DIR=$$(hack/envtest/build) && export ENVTEST_DIR
WITH_NODE := ENVTEST_DIR=$$(hack/envtest/build node) && export ENVTEST_DIR
WITH_MOTO := MOTO_DIR=$$(hack/moto/build) && export MOTO_DIR
WITH_HELM := HELM_DIR=$$(hack/helm/build) && export HELM_DIR
WITH_PROMTOOL := PROMTOOL_DIR=$$(hack/promtool/build) && export PROMTOOL_DIR
WITH_CONFORMANCE := CONFORMANCE_DIR=$$(hack/conformance/build) && export CONFORMANCE_DIR
WITH_GITOPS := GITOPS_DIR=$$(hack/gitops/build) && export GITOPS_DIR
WITH_ARGOCD := ARGOCD_DIR=$$(hack/argocd/build) && export ARGOCD_DIR
WITH_FLUX := FLUX_DIR=$$(hack/flux/build) && export FLUX_DIR
WITH_TOFU := TOFU_DIR=$$(hack/tofu/build) && export TOFU_DIR
WITH_ACTIONLINT := ACTIONLINT_DIR=$$(hack/actionlint/build) && export ACTIONLINT_DIR
WITH_OPERATOR_VERIFY := OPERATOR_VERIFY_DIR=$$(hack/operator-verify/build) && export OPERATOR_VERIFY_DIR
WITH_KUBERNETES := KUBERNETES_OLDEST_DIR=$$(hack/kubernetes/build oldest) && KUBERNETES_NEWEST_DIR=$$(hack/kubernetes/build newest) \
    && export KUBERNETES_OLDEST_DIR KUBERNETES_NEWEST_DIR
WITH_JDK21 := JDK21_DIR=$$(hack/jdk21/build) && export JDK21_DIR
WITH_TEST_TOOLS := $(WITH_ENVTEST) && $(WITH_MOTO) && $(WITH_HELM) && $(WITH_PROMTOOL) && $(WITH_CONFORMANCE) && $(WITH_GITOPS) && $(WITH_ARGOCD) && $(WITH_FLUX) \
    && $(WITH_TOFU) && $(WITH_ACTIONLINT) && $(WITH_OPERATOR_VERIFY) && $(WITH_KUBERNETES) && $(WITH_JDK21)
# The AWS SDK reads these; a test must not depend on who runs it, nor reach that person's account.
WITHOUT_AWS := unset $${!AWS_@}

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

envtest: ## Build kube-apiserver, etcd, kubectl and crane for the tests, once; prints their directory
	@hack/envtest/build

moto: ## Install moto, which judges the emulator in the tests, once; prints its directory
	@hack/moto/build

helm: ## Build Helm 3 and Helm 4 for the tests of the chart, once; prints their directory
	@hack/helm/build

promtool: ## Build promtool for the tests of the alerts, once; prints its directory
	@hack/promtool/build

conformance: ## Build the OCI distribution conformance test, which judges the emulator, once; prints its directory
	@hack/conformance/build

gitops: ## Build what judges objects as Argo CD and kstatus do, for the tests, once; prints its directory
	@hack/gitops/build

argocd: ## Build what a test needs of Argo CD, once (minutes); prints its directory
	@hack/argocd/build

flux: ## Build Flux's source-controller, which pulls with our Secret in the tests, once; prints its directory
	@hack/flux/build

tofu: ## Build OpenTofu, which forgets repositories in a test, and a provider for it, once (minutes); prints their directory
	@hack/tofu/build

actionlint: ## Build what checks the workflows in the tests, once; prints its directory
	@hack/actionlint/build

operator-verify: ## Build what checks deploy/olm in the tests, once; prints its directory
	@hack/operator-verify/build

check: ## Check the format, build, and run the tests that need no API server: what to run all day
	@$(WITH_JDK) && $(WITHOUT_AWS) && $(MVN) -q -B test

test: ## Check the format, build, and run all tests, also on a real API server, on moto, on the oldest Java
	@$(WITH_JDK) && $(WITH_TEST_TOOLS) && $(WITHOUT_AWS) && $(MVN) -B verify
	@cat target/summary/*.txt

package: ## Build the program into target/quarkus-app
	@$(WITH_JDK) && $(MVN) -B -DskipTests package

image: package ## Build the operator's image, target/image/ecr-operator.tar, and run it once as it would run in a Pod
	@$(WITH_JDK) && $(MVN) -q -B cyclonedx:makeBom && hack/image/build && hack/image/check

test-classes: ## Compile the tests and the tools among them
	@hack/java-test-main --compile

format: ## Format the Java code
	@$(WITH_JDK) && $(MVN) -q -B spotless:apply

crds: ## Generate crds/ from the Java types, and the chart's copy of them
	@hack/java-test-main io.ecroperator.crd.GenerateCrds && hack/java-test-main io.ecroperator.chart.GenerateChart

chart: ## Generate what the chart has from elsewhere: CRDs, alerts, dashboards, and the table of values in its README
	@hack/java-test-main io.ecroperator.chart.GenerateChart

install-manifests: ## Generate deploy/install, deploy/pull-secrets and deploy/output-config-maps from the chart
	@$(WITH_HELM) && hack/java-test-main io.ecroperator.chart.GenerateInstallManifests

manifests: ## Generate deploy/monitoring/prometheusrule.yaml and deploy/argocd/argocd-cm.yaml, and the chart's copy
	@hack/java-test-main io.ecroperator.deploy.GenerateManifests && hack/java-test-main io.ecroperator.chart.GenerateChart

reference: ## Generate docs/reference/ from the CRDs and the code
	@hack/java-test-main io.ecroperator.reference.GenerateReference

docs: ## Build the site of docs/ into target/site; a link that leads nowhere fails (ARGS=serve shows it while you write)
	@hack/docs/build $(ARGS)

demo: package test-classes envtest ## Show the operator at work on a real API server and a stand-in for ECR
	@$(WITH_JDK) && $(WITH_ENVTEST) && $(WITHOUT_AWS) && hack/demo

.PHONY: cluster-demo cluster-bench cluster-needs
cluster-demo: cluster-needs image test-classes ## Show the operator's image in Pods of a real node (as root on Linux; or CLUSTER=kubeconfig)
	@$(WITH_JDK) && $(WITH_NODE) && $(WITH_HELM) && $(WITHOUT_AWS) && hack/cluster-demo

cluster-bench: cluster-needs image test-classes ## Measure 1,000 repositories and 1,000 namespaces in the cgroups of a real node
	@$(WITH_JDK) && $(WITH_NODE) && $(WITH_HELM) && $(WITHOUT_AWS) && hack/cluster-bench

# First, so that nobody waits for an image that has no node.
cluster-needs:
	@hack/cluster-demo --needs

.PHONY: playground
playground: package test-classes envtest ## A shell with a cluster, the operator and a stand-in for ECR, to try things in
	@$(WITH_JDK) && $(WITH_ENVTEST) && $(WITHOUT_AWS) && hack/playground

.PHONY: guides
guides: package test-classes envtest ## Run what pages of docs/ show in the playground, and compare (ARGS=--write puts in what came)
	@$(WITH_JDK) && $(WITH_ENVTEST) && $(WITHOUT_AWS) && hack/playground hack/docs/transcripts $(ARGS)

bench: package test-classes envtest ## Measure the operator and write the result as JSON
	@$(WITH_JDK) && $(WITH_ENVTEST) && $(WITHOUT_AWS) && hack/bench

bench-secrets: package test-classes envtest ## Measure pull secrets in 200 and 1,000 namespaces
	@$(WITH_JDK) && $(WITH_ENVTEST) && $(WITHOUT_AWS) && hack/bench-secrets

bench-schema: test-classes envtest ## Measure what the API server spends on 500 EcrRepositories
	@$(WITH_JDK) && $(WITH_ENVTEST) && $(WITHOUT_AWS) && hack/bench-schema

emulator: ## Run the stand-in for ECR on PORT (default 4566), with ARGS, say "--proxy-port 4567 --ca-file ca.pem"
	@$(WITHOUT_AWS) && exec hack/java-test-main io.ecroperator.emulator.EmulatorMain --port $(PORT) $(ARGS)

clean: ## Remove what the build made (not the cached API server and moto)
	@rm -rf target
