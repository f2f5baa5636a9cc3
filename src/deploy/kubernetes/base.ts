import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { autoscalerOf, disruptionBudgetOf } from './availability.ts'
import { deploymentFile } from './deployment.ts'
import { configOf, hasCommonCounter } from './environment.ts'
import { objectFile } from './file.ts'
import { kustomizationFile } from './kustomization.ts'
import { labelsOf, namesOf } from './names.ts'
import { apiPolicyOf } from './network-policy.ts'
import { modelClaimOf, namespaceOf, serviceAccountOf, serviceOf } from './objects.ts'

/**
 * For Argo CD: a ConfigMap that Git no longer names is neither pruned nor a difference. Pruned last, it would keep a sync
 * waiting for the new pods to be healthy, and a revert waiting for the sync; pruned first, an old pod could not restart.
 */
const keptWhenReplaced = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false',
} as const

/** What every place that the service runs in has. */
export function baseFiles(service: Service): GeneratedFile[] {
  const autoscaler = autoscalerOf(service)
  const objects = [
    objectFile('base/namespace.yaml', namespaceOf(service)),
    objectFile('base/service-account.yaml', serviceAccountOf(service)),
    ...(service.deploy.store === undefined
      ? [
          objectFile('base/model-claim.yaml', modelClaimOf(service), {
            '/spec/accessModes':
              'Pods on every node read it, the training job writes to it. A cluster that offers no such volume needs a\nstore with an address: deploy.store in service.ts.',
          }),
        ]
      : []),
    deploymentFile(service),
    objectFile('base/service.yaml', serviceOf(service)),
    ...(autoscaler ? [objectFile('base/autoscaler.yaml', autoscaler)] : []),
    objectFile('base/disruption-budget.yaml', disruptionBudgetOf(service)),
    objectFile('base/network-policy.yaml', apiPolicyOf(service), {
      '/spec/ingress': 'What sends requests into the cluster, and Prometheus.',
      '/spec/egress':
        service.deploy.store === undefined
          ? 'DNS. The volume with the models needs no way out.'
          : 'DNS and the model store.',
    }),
  ]
  const literals = Object.entries(configOf(service)).map(([name, value]) => `${name}=${value}`)
  const options = { labels: labelsOf(service), annotations: keptWhenReplaced }
  const kustomization = kustomizationFile(
    'base',
    {
      resources: objects.map(({ path }) => path.replace('deploy/base/', '')),
      configMapGenerator: [{ name: namesOf(service).config, literals, options }],
    },
    {
      '/configMapGenerator': configComment(service),
      '/configMapGenerator/0/options/annotations':
        'The one before stays: pods of the old version still read it, and so does a revert.',
    },
  )
  return [kustomization, ...objects]
}

function configComment(service: Service): string {
  const { replicas, maxRequestsPerMinute } = service.deploy
  const limit = hasCommonCounter(service)
    ? 'MAX_REQUESTS_PER_MINUTE is for all pods together: RATE_LIMIT_STORE counts.'
    : `MAX_REQUESTS_PER_MINUTE is for each pod: ${maxRequestsPerMinute} a minute, divided by ${replicas}. More pods let more through; RATE_LIMIT_STORE counts for all.`
  return `Its name ends in its digest: a change rolls the pods.${configOf(service).MAX_REQUESTS_PER_MINUTE === '' ? '' : `\n${limit}`}`
}
