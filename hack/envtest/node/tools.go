//go:build tools

// Package node names the programs of a node and of the rest of a control plane that hack/envtest/build compiles, so that go
// mod tidy keeps their dependencies.
package node

import (
	_ "k8s.io/kubernetes/cmd/kube-controller-manager"
	_ "k8s.io/kubernetes/cmd/kube-proxy"
	_ "k8s.io/kubernetes/cmd/kube-scheduler"
	_ "k8s.io/kubernetes/cmd/kubelet"
)
