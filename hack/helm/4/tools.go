//go:build tools

// Package helm names the program hack/helm/build compiles, so that go mod tidy keeps its dependencies.
package helm

import _ "helm.sh/helm/v4/cmd/helm"
