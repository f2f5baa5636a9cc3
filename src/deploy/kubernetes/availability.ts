import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1'
import type { Service } from '../../service/contract.ts'
import { metadataOf, namesOf, selectorOf } from './names.ts'

/** Up at once when the load rises; down one pod a minute, and only after five calm minutes. */
export function autoscalerOf(service: Service): IHorizontalPodAutoscaler | undefined {
  const { autoscale, replicas } = service.deploy
  if (!autoscale) return undefined
  const { api } = namesOf(service)
  const metric = (name: string, averageUtilization: number) => ({
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization } },
  })
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(service, api),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: api },
      minReplicas: replicas,
      maxReplicas: autoscale.max,
      metrics: [metric('cpu', autoscale.cpu), metric('memory', autoscale.memory)],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 30 }] },
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
      },
    },
  }
}

export function disruptionBudgetOf(service: Service): IPodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(service, namesOf(service).api),
    spec: {
      minAvailable: service.deploy.minAvailable,
      // A pod that is not ready serves nobody: it never holds up the drain of a node.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorOf(service) },
    },
  }
}
