#!/usr/bin/env bash
# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# park-sentiment in minikube, from nothing: cluster, images, objects, a first training. Needs minikube, kubectl and Docker.
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
minikube image build -t park-sentiment:0.1.0 -f services/park-sentiment/deploy/Dockerfile .
minikube image build -t park-sentiment-train:0.1.0 -f services/park-sentiment/deploy/train.Dockerfile .

say 'objects'
kubectl apply -k services/park-sentiment/deploy/overlays/minikube

say 'users'
cp services/park-sentiment/credentials.csv services/park-sentiment/deploy/secret/credentials.csv
kubectl apply -k services/park-sentiment/deploy/secret -n park-sentiment

say 'a first training, into the volume'
kubectl -n park-sentiment delete job park-sentiment-train --ignore-not-found
kubectl apply -k services/park-sentiment/deploy/training
kubectl -n park-sentiment wait --for=condition=complete job/park-sentiment-train --timeout=15m

say 'until it is ready'
kubectl -n park-sentiment rollout status deployment/park-sentiment --timeout=5m

cat <<END

park-sentiment is up. From this machine:
  curl --resolve park-sentiment.local:80:$(minikube ip) http://park-sentiment.local/health
  kubectl -n park-sentiment port-forward service/park-sentiment 5002:80     # then http://localhost:5002/docs
From another machine, through an ssh tunnel to this one:
  ssh -N -L 5002:$(minikube ip):80 "$(id -un)@$(hostname)"
  curl -H 'Host: park-sentiment.local' http://localhost:5002/health
Dashboard: minikube dashboard --url, or kubectl proxy
END
