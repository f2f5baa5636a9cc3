#!/usr/bin/env bash
# Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.
# Makes the GKE cluster of purchase-predict, and what Cloud Build needs to deliver into it. Run once; it costs money from then on.
#   PROJECT_ID=my-project deploy/cloud-build/cluster.sh
set -euo pipefail
: "${PROJECT_ID:?name the project: PROJECT_ID=my-project $0}"
gcloud config set project "$PROJECT_ID"
gcloud services enable container.googleapis.com cloudbuild.googleapis.com artifactregistry.googleapis.com

gcloud artifacts repositories create purchase-predict --repository-format docker --location europe-west1

# One to five small nodes with 10 GB disks; Dataplane V2 enforces network policies.
gcloud container clusters create api-purchase --zone europe-west1-b --machine-type e2-medium --disk-size 10 \
  --num-nodes 1 --enable-autoscaling --min-nodes 1 --max-nodes 5 \
  --enable-ip-alias --enable-dataplane-v2 --workload-pool "$PROJECT_ID.svc.id.goog"
gcloud container clusters get-credentials api-purchase --zone europe-west1-b

# The rate limit at the load balancer: 600 requests a minute for each address.
gcloud compute security-policies create purchase-predict
gcloud compute security-policies rules create 1000 --security-policy purchase-predict --src-ip-ranges '*' \
  --action throttle --rate-limit-threshold-count 600 --rate-limit-threshold-interval-sec 60 \
  --conform-action allow --exceed-action deny-429 --enforce-on-key IP

# A user of its own for Cloud Build, that may push images, write logs and deploy, and nothing else.
gcloud iam service-accounts create purchase-predict-build
for role in roles/container.developer roles/artifactregistry.writer roles/logging.logWriter; do
  gcloud projects add-iam-policy-binding "$PROJECT_ID" --role "$role" --condition None \
    --member "serviceAccount:purchase-predict-build@$PROJECT_ID.iam.gserviceaccount.com"
done
