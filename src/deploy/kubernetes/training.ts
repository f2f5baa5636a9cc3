import type { ICronJob, IJob, IJobSpec } from 'kubernetes-models/batch/v1'
import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { secretVariables, storeVariable } from './environment.ts'
import { objectFile } from './file.ts'
import { componentFile, kustomizationFile } from './kustomization.ts'
import { labelsOf, metadataOf, namesOf } from './names.ts'
import { trainingPolicyOf } from './network-policy.ts'
import { modelMounts, modelVolumes, restrictedContainer, restrictedPod } from './pod.ts'

/** Training in the cluster: a CronJob as a component of the overlays, and a Job to start by hand. */
export function trainingFiles(service: Service): GeneratedFile[] {
  return [
    componentFile('components/training', { resources: ['cron-job.yaml', 'network-policy.yaml'] }),
    objectFile('components/training/cron-job.yaml', cronJobOf(service), {
      '/spec/concurrencyPolicy': 'A training that takes longer than the time to the next one is not joined by it.',
    }),
    objectFile('components/training/network-policy.yaml', trainingPolicyOf(service)),
    kustomizationFile('training', { namespace: service.deploy.namespace, resources: ['job.yaml'] }),
    objectFile('training/job.yaml', jobOf(service), {
      '/spec': 'A Job never changes: delete it before it is applied again.',
    }),
  ]
}

export function cronJobOf(service: Service): ICronJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(service, namesOf(service).training, 'training'),
    spec: {
      schedule: service.deploy.trainSchedule,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: jobSpec(service) },
    },
  }
}

function jobOf(service: Service): IJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(service, namesOf(service).training, 'training'),
    spec: { ttlSecondsAfterFinished: 86_400, ...jobSpec(service) },
  }
}

function jobSpec(service: Service): IJobSpec {
  const { training } = namesOf(service)
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
            imagePullPolicy: 'Always',
            env: [storeVariable(service), ...secretVariables(service)],
            resources: {
              requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '256Mi' },
              limits: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '1Gi' },
            },
            securityContext: restrictedContainer,
            volumeMounts: [...modelMounts(service, false), { name: 'tmp', mountPath: '/tmp' }],
          },
        ],
        volumes: [...modelVolumes(service, false), { name: 'tmp', emptyDir: { sizeLimit: '512Mi' } }],
      },
    },
  }
}
