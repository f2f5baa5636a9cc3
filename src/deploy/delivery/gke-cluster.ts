import type { Service } from '../../service/contract.ts'
import type { GoogleCloud } from '../../service/deployment.ts'

/** The commands that make the cluster, once: to be read, and run from the top. */
export function clusterScript({ name, deploy }: Service, { zone, cluster }: GoogleCloud): string {
  const region = zone.replace(/-[a-z]$/, '')
  const isGoogles = deploy.expose === 'ingress' && deploy.ingressClass === 'gce'
  const armor = isGoogles
    ? `
# The rate limit at the load balancer: ${deploy.maxRequestsPerMinute} requests a minute for each address.
gcloud compute security-policies create ${name}
gcloud compute security-policies rules create 1000 --security-policy ${name} --src-ip-ranges '*' \\
  --action throttle --rate-limit-threshold-count ${deploy.maxRequestsPerMinute} --rate-limit-threshold-interval-sec 60 \\
  --conform-action allow --exceed-action deny-429 --enforce-on-key IP
`
    : ''
  return `#!/usr/bin/env bash
# Makes the GKE cluster of ${name}, and what Cloud Build needs to deliver into it. Run once; it costs money from then on.
#   PROJECT_ID=my-project deploy/cloud-build/cluster.sh
set -euo pipefail
: "\${PROJECT_ID:?name the project: PROJECT_ID=my-project $0}"
gcloud config set project "$PROJECT_ID"
gcloud services enable container.googleapis.com cloudbuild.googleapis.com artifactregistry.googleapis.com

gcloud artifacts repositories create ${name} --repository-format docker --location ${region}

# One to five small nodes with 10 GB disks; Dataplane V2 enforces network policies.
gcloud container clusters create ${cluster} --zone ${zone} --machine-type e2-medium --disk-size 10 \\
  --num-nodes 1 --enable-autoscaling --min-nodes 1 --max-nodes 5 \\
  --enable-ip-alias --enable-dataplane-v2 --workload-pool "$PROJECT_ID.svc.id.goog"
gcloud container clusters get-credentials ${cluster} --zone ${zone}
${armor}
# A user of its own for Cloud Build, that may push images, write logs and deploy, and nothing else.
gcloud iam service-accounts create ${name.slice(0, 20)}-build
for role in roles/container.developer roles/artifactregistry.writer roles/logging.logWriter; do
  gcloud projects add-iam-policy-binding "$PROJECT_ID" --role "$role" --condition None \\
    --member "serviceAccount:${name.slice(0, 20)}-build@$PROJECT_ID.iam.gserviceaccount.com"
done
`
}
