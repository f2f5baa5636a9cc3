module slipway.test/definitions

go 1.25.0

require (
	github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring v0.92.1
	k8s.io/ingress-gce v1.30.0
	sigs.k8s.io/controller-tools v0.19.0
)
