import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { layoutOf } from '../image/layout.ts'
import { hasSecret, secretKeysOf } from '../kubernetes/environment.ts'
import { namesOf } from '../kubernetes/names.ts'

/** A script that brings the service up in minikube from nothing, where it has what it needs there: a volume, nginx. */
export function setupFiles(service: Service): GeneratedFile[] {
  const { store, expose, ingressClass } = service.deploy
  const fits = store === undefined && expose === 'ingress' && ingressClass === 'nginx'
  return fits && secretKeysOf(service).length === 0 ? [{ path: 'deploy/setup.sh', content: setup(service) }] : []
}

function setup(service: Service): string {
  const { context, place } = layoutOf(service)
  const { api, training } = namesOf(service)
  const { namespace } = service.deploy
  const host = `${service.name}.local`
  const secret = hasSecret(service)
    ? `
say 'users'
cp ${place}${service.access?.users} ${place}deploy/secret/credentials.csv
kubectl apply -k ${place}deploy/secret -n ${namespace}
`
    : ''
  return `#!/usr/bin/env bash
# ${service.name} in minikube, from nothing: cluster, images, objects, a first training. Needs minikube, kubectl and Docker.
set -euo pipefail
cd "$(dirname "$0")/../${context === '.' ? '' : context}"

say() { printf '\\n== %s\\n' "$*"; }

say 'cluster'
minikube status >/dev/null 2>&1 || minikube start --cpus 2 --memory 4g
minikube addons enable ingress
minikube addons enable metrics-server
kubectl -n ingress-nginx rollout status deployment/ingress-nginx-controller --timeout=5m
# Beyond the rate limit it answers 503, unless it is told that this is 429.
kubectl -n ingress-nginx patch configmap ingress-nginx-controller --type merge -p '{"data":{"limit-req-status-code":"429"}}'

say 'images'
minikube image build -t ${api}:${service.version} -f ${place}deploy/Dockerfile .
minikube image build -t ${training}:${service.version} -f ${place}deploy/train.Dockerfile .

say 'objects'
kubectl apply -k ${place}deploy/overlays/minikube
${secret}
${place === '' ? versionFromHere(service) : trainingThere(service, place)}
say 'until it is ready'
kubectl -n ${namespace} rollout status deployment/${api} --timeout=5m

cat <<END

${service.name} is up. From this machine:
  curl --resolve ${host}:80:$(minikube ip) http://${host}/health
  kubectl -n ${namespace} port-forward service/${api} ${service.port}:80     # then http://localhost:${service.port}/docs
From another machine, through an ssh tunnel to this one:
  ssh -N -L ${service.port}:$(minikube ip):80 "$(id -un)@$(hostname)"
  curl -H 'Host: ${host}' http://localhost:${service.port}/health
Dashboard: minikube dashboard --url, or kubectl proxy
END
`
}

function trainingThere(service: Service, place: string): string {
  const { training } = namesOf(service)
  const { namespace } = service.deploy
  return `say 'a first training, into the volume'
kubectl -n ${namespace} delete job ${training} --ignore-not-found
kubectl apply -k ${place}deploy/training
kubectl -n ${namespace} wait --for=condition=complete job/${training} --timeout=15m
`
}

/** A project's data files are kept out of its images: the model is trained where they are, and the loader takes it in. */
function versionFromHere(service: Service): string {
  const { loader } = namesOf(service)
  const { namespace } = service.deploy
  return `say 'a first version, trained here, into the volume'
[ -d .slipway/${service.name} ] || npx slipway train .
kubectl apply -k deploy/loader
kubectl -n ${namespace} wait --for=condition=ready pod/${loader} --timeout=5m
kubectl -n ${namespace} exec ${loader} -- mkdir /tmp/store
kubectl -n ${namespace} cp --no-preserve .slipway/${service.name} ${loader}:/tmp/store/${service.name}
kubectl -n ${namespace} exec ${loader} -- slipway models . push /models --store /tmp/store
kubectl delete -k deploy/loader
`
}
