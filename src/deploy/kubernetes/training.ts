import type { ICronJob, IJob, IJobSpec } from 'kubernetes-models/batch/v1'
import type { IContainer, IVolume, IVolumeMount } from 'kubernetes-models/v1'
import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { trainingWords } from '../image/training-words.ts'
import { byHandFiles } from './by-hand.ts'
import { plainEnvironment, storeVariable, trainingSecrets } from './environment.ts'
import { objectFile } from './file.ts'
import { componentFile } from './kustomization.ts'
import { byHand, labelsOf, metadataOf, namesOf } from './names.ts'
import { trainingPolicyOf } from './network-policy.ts'
import { modelMounts, modelVolumes, restrictedContainer, restrictedPod } from './pod.ts'

/** Training in the cluster: a Job to start by hand, and a CronJob where the service says when and on what. */
export function trainingFiles(service: Service): GeneratedFile[] {
  const cronJob = cronJobOf(service)
  const policy = trainingPolicyOf(service)
  const job = objectFile('training/job.yaml', byHand(jobOf(service)), { '/spec': jobComment(service) })
  if (cronJob === undefined)
    return byHandFiles(service, 'training', [job, objectFile('training/network-policy.yaml', byHand(policy))])
  return [
    componentFile('components/training', { resources: ['cron-job.yaml', 'network-policy.yaml'] }),
    objectFile('components/training/cron-job.yaml', cronJob, {
      '/spec/concurrencyPolicy': 'A training that takes longer than the time to the next one is not joined by it.',
    }),
    objectFile('components/training/network-policy.yaml', policy),
    ...byHandFiles(service, 'training', [job]),
  ]
}

function jobComment({ deploy }: Service): string {
  const fixed = 'A Job never changes: delete it before it is applied again.'
  if (deploy.training !== false) return fixed
  return `${fixed}\nIt learns from the rows in its image: a first version for a try. deploy.training names rows of your own.`
}

/** The job of the schedule; undefined where the service has none. */
export function cronJobOf(service: Service): ICronJob | undefined {
  const { training } = service.deploy
  if (training === false) return undefined
  const { training: name, config } = namesOf(service)
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(service, name, 'training'),
    spec: {
      schedule: training.schedule,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: jobSpec(service, { imagePullPolicy: 'Always', envFrom: [{ configMapRef: { name: config } }] }),
      },
    },
  }
}

/** The ConfigMap's name ends in a digest that only an overlay knows: this job has its values instead. */
function jobOf(service: Service): IJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(service, namesOf(service).training, 'training'),
    spec: {
      ttlSecondsAfterFinished: 86_400,
      // In minikube the image is built in place: nothing to pull.
      ...jobSpec(service, { imagePullPolicy: 'IfNotPresent', env: plainEnvironment(service) }),
    },
  }
}

function jobSpec(service: Service, { env = [], ...more }: Partial<IContainer>): IJobSpec {
  const { training } = namesOf(service)
  const data = dataIn(service)
  return {
    backoffLimit: 2,
    activeDeadlineSeconds: 3600,
    template: {
      metadata: { labels: labelsOf(service, 'training') },
      spec: {
        ...restrictedPod(service),
        restartPolicy: 'Never',
        containers: [
          {
            name: 'train',
            image: `${training}:${service.version}`,
            command: [...trainingWords(service, data.path)],
            ...more,
            env: [storeVariable(service), ...env, ...trainingSecrets(service)],
            resources: {
              requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '256Mi' },
              limits: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '1Gi' },
            },
            securityContext: restrictedContainer,
            volumeMounts: [...modelMounts(service, false), ...data.mounts, { name: 'tmp', mountPath: '/tmp' }],
          },
        ],
        volumes: [...modelVolumes(service, false), ...data.volumes, { name: 'tmp', emptyDir: { sizeLimit: '512Mi' } }],
      },
    },
  }
}

interface MountedData {
  /** As `train --data` takes it; undefined: what the service names itself. */
  readonly path: string | undefined
  readonly volumes: readonly IVolume[]
  readonly mounts: readonly IVolumeMount[]
}

/** Where the rows are, for the job: at their address, or in a volume that it mounts. */
function dataIn({ deploy }: Service): MountedData {
  const address = deploy.training === false ? undefined : deploy.training.data
  const [, claimName, path] = /^pvc:\/\/([^/]+)\/(.+)$/.exec(address ?? '') ?? []
  if (claimName === undefined) return { path: address, volumes: [], mounts: [] }
  return {
    path: `/data/${path}`,
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName, readOnly: true } }],
    mounts: [{ name: 'data', mountPath: '/data', readOnly: true }],
  }
}
