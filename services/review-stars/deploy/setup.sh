#!/usr/bin/env bash
# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# review-stars in minikube, from nothing: cluster, images, objects, a first training. Needs minikube, kubectl and Docker.
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
minikube image build -t review-stars:0.1.0 -f services/review-stars/deploy/Dockerfile .
minikube image build -t review-stars-train:0.1.0 -f services/review-stars/deploy/train.Dockerfile .

say 'objects'
kubectl apply -k services/review-stars/deploy/overlays/minikube

say 'users'
cp services/review-stars/credentials.csv services/review-stars/deploy/secret/credentials.csv
kubectl apply -k services/review-stars/deploy/secret -n review-stars

say 'a first training, into the volume'
kubectl -n review-stars delete job review-stars-train --ignore-not-found
kubectl apply -k services/review-stars/deploy/training
kubectl -n review-stars wait --for=condition=complete job/review-stars-train --timeout=15m

say 'until it is ready'
kubectl -n review-stars rollout status deployment/review-stars --timeout=5m

cat <<END

review-stars is up. From this machine:
  curl --resolve review-stars.local:80:$(minikube ip) http://review-stars.local/health
  kubectl -n review-stars port-forward service/review-stars 8000:80     # then http://localhost:8000/docs
From another machine, through an ssh tunnel to this one:
  ssh -N -L 8000:$(minikube ip):80 "$(id -un)@$(hostname)"
  curl -H 'Host: review-stars.local' http://localhost:8000/health
Dashboard: minikube dashboard --url, or kubectl proxy
END
