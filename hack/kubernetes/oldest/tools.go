//go:build tools

// Package oldest names the program hack/kubernetes/build compiles, so that go mod tidy keeps its dependencies.
package oldest

import _ "k8s.io/kubernetes/cmd/kube-apiserver"
