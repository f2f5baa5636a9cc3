//go:build tools

// Package tools names what is built here.
package tools

import (
	_ "sigs.k8s.io/controller-tools/cmd/controller-gen"
	_ "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	_ "k8s.io/ingress-gce/pkg/apis/backendconfig/v1"
)
