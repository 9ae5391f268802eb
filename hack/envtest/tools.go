//go:build tools

// Package envtest names the programs hack/envtest/build compiles, so that go mod tidy keeps their dependencies.
package envtest

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kubectl"
)
