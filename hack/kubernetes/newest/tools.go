//go:build tools

// Package newest names the program hack/kubernetes/build compiles, so that go mod tidy keeps its dependencies.
package newest

import _ "k8s.io/kubernetes/cmd/kube-apiserver"
