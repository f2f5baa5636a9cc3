import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { IContainer } from 'kubernetes-models/v1'
import type { Service } from '../../service/contract.ts'
import { listenMs, patienceMs } from '../../service/drain-times.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { metricsPortOf, serverEnvironment } from './environment.ts'
import { objectFile } from './file.ts'
import { labelsOf, metadataOf, namesOf, selectorOf } from './names.ts'
import { modelMounts, modelVolumes, restrictedContainer, restrictedPod, userMounts, userVolumes } from './pod.ts'

/** A pod that ends still gets requests until every node knows; it goes on answering for that long before it is told. */
const preStopSeconds = 10
/** A new pod is ready within seconds; one that is not by then is reported as failed, and Argo CD shows it as Degraded. */
const progressSeconds = 180
/** From the pod being told to end to the kernel ending it: the pause, the drain, and something for the way. */
const graceSeconds = preStopSeconds + (listenMs + patienceMs) / 1000 + 5

export function deploymentFile(service: Service): GeneratedFile {
  const container = '/spec/template/spec/containers/0'
  return objectFile('base/deployment.yaml', deploymentOf(service), {
    ...(service.deploy.autoscale ? { '/spec': 'No replicas here: the HorizontalPodAutoscaler sets them.' } : {}),
    '/spec/strategy': 'A new pod is ready before an old one goes.',
    '/spec/template/spec/terminationGracePeriodSeconds': `Longer than the pause before the end (${preStopSeconds} s) and the drain (at most ${(listenMs + patienceMs) / 1000} s) together.`,
    [`${container}/startupProbe`]:
      'Does it listen? It loads its models first; where they or the store take long it listens, alive and not ready, and waits.',
    [`${container}/livenessProbe`]:
      'Does the event loop of every process turn? Independent of the models: a restart would mend nothing there.',
    [`${container}/readinessProbe`]:
      'May it be sent requests? No before every worker has its models, and while it drains.',
    [`${container}/env/3`]:
      'Of the memory limit, what Node itself, bodies of requests and two copies of the models leave.',
    ...(service.access ? { [`/spec/template/spec/volumes/${userVolumeAt(service)}/secret/defaultMode`]: '0440' } : {}),
    [`${container}/lifecycle`]: 'Ingress and nodes hear of the end meanwhile, and send no more requests.',
  })
}

/** The users' volume stands behind that of the models. */
function userVolumeAt(service: Service): number {
  return modelVolumes(service, true).length
}

export function deploymentOf(service: Service): IDeployment {
  const { api } = namesOf(service)
  const { autoscale, replicas } = service.deploy
  const volumes = [...modelVolumes(service, true), ...userVolumes(service)]
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(service, api),
    spec: {
      ...(autoscale ? {} : { replicas }),
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: progressSeconds,
      minReadySeconds: 5,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      selector: { matchLabels: selectorOf(service) },
      template: {
        metadata: { labels: labelsOf(service) },
        spec: {
          ...restrictedPod(service),
          terminationGracePeriodSeconds: graceSeconds,
          topologySpreadConstraints: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: selectorOf(service) },
            // The pods of this version alone: those of the old one go meanwhile.
            matchLabelKeys: ['pod-template-hash'],
          })),
          containers: [container(service)],
          ...(volumes.length > 0 ? { volumes } : {}),
        },
      },
    },
  }
}

function container(service: Service): IContainer {
  const { config, api } = namesOf(service)
  const { requests, limits } = service.deploy.resources
  const volumeMounts = [...modelMounts(service, true), ...userMounts(service)]
  const probe = (path: string, periodSeconds: number, failureThreshold: number) => ({
    httpGet: { path, port: 'http' },
    periodSeconds,
    timeoutSeconds: 2,
    failureThreshold,
  })
  return {
    name: 'api',
    image: `${api}:${service.version}`,
    imagePullPolicy: 'Always',
    ports: [
      { name: 'http', containerPort: service.port, protocol: 'TCP' },
      { name: 'metrics', containerPort: metricsPortOf(service), protocol: 'TCP' },
    ],
    envFrom: [{ configMapRef: { name: config } }],
    env: serverEnvironment(service),
    startupProbe: probe('/livez', 1, 300),
    livenessProbe: probe('/livez', 10, 3),
    readinessProbe: probe('/readyz', 2, 2),
    lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } },
    resources: {
      requests: { ...requests, 'ephemeral-storage': '32Mi' },
      limits: { ...limits, 'ephemeral-storage': '128Mi' },
    },
    securityContext: restrictedContainer,
    ...(volumeMounts.length > 0 ? { volumeMounts } : {}),
  }
}
