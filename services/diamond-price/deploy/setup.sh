#!/usr/bin/env bash
# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# diamond-price in minikube, from nothing: cluster, images, objects, a first training. Needs minikube, kubectl and Docker.
set -euo pipefail
cd "$(dirname "$0")/../../.."

say() { printf '\n== %s\n' "$*"; }

say 'cluster'
minikube status >/dev/null 2>&1 || minikube start --cpus 2 --memory 4g
minikube addons enable ingress
minikube addons enable metrics-server
kubectl -n ingress-nginx rollout status deployment/ingress-nginx-controller --timeout=5m
# Beyond the rate limit it answers 503, unless it is told that this is 429.
kubectl -n ingress-nginx patch configmap ingress-nginx-controller --type merge -p '{"data":{"limit-req-status-code":"429"}}'

say 'images'
minikube image build -t diamond-price:0.1.0 -f services/diamond-price/deploy/Dockerfile .
minikube image build -t diamond-price-train:0.1.0 -f services/diamond-price/deploy/train.Dockerfile .

say 'objects'
kubectl apply -k services/diamond-price/deploy/overlays/minikube

say 'a first training, into the volume'
kubectl -n diamond-price delete job diamond-price-train --ignore-not-found
kubectl apply -k services/diamond-price/deploy/training
kubectl -n diamond-price wait --for=condition=complete job/diamond-price-train --timeout=15m

say 'until it is ready'
kubectl -n diamond-price rollout status deployment/diamond-price --timeout=5m

cat <<END

diamond-price is up. From this machine:
  curl --resolve diamond-price.local:80:$(minikube ip) http://diamond-price.local/health
  kubectl -n diamond-price port-forward service/diamond-price 8090:80     # then http://localhost:8090/docs
From another machine, through an ssh tunnel to this one:
  ssh -N -L 8090:$(minikube ip):80 "$(id -un)@$(hostname)"
  curl -H 'Host: diamond-price.local' http://localhost:8090/health
Dashboard: minikube dashboard --url, or kubectl proxy
END
