import type { IPod } from 'kubernetes-models/v1'
import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { byHandFiles } from './by-hand.ts'
import { objectFile } from './file.ts'
import { byHand, metadataOf, namesOf } from './names.ts'
import { loaderPolicyOf } from './network-policy.ts'
import { modelMounts, modelVolumes, restrictedContainer, restrictedPod } from './pod.ts'

/** How long the pod stays, in seconds, where nobody deletes it. */
const stays = 3600

/**
 * A pod that mounts the volume of models to write, for versions that were trained elsewhere: they are copied into it and
 * pushed from there. None where the store has an address, which is pushed to from anywhere.
 */
export function loaderFiles(service: Service): GeneratedFile[] {
  if (service.deploy.store !== undefined) return []
  return byHandFiles(service, 'loader', [
    objectFile('loader/pod.yaml', byHand(loaderOf(service)), {
      '/spec/activeDeadlineSeconds': 'It ends by itself where nobody deletes it.',
    }),
    objectFile('loader/network-policy.yaml', loaderPolicyOf(service)),
  ])
}

function loaderOf(service: Service): IPod {
  const { loader, training } = namesOf(service)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(service, loader, 'loader'),
    spec: {
      ...restrictedPod(service),
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      activeDeadlineSeconds: stays,
      containers: [
        {
          name: 'loader',
          image: `${training}:${service.version}`,
          imagePullPolicy: 'IfNotPresent',
          command: ['node', '-e', `setTimeout(() => {}, ${stays * 1000})`],
          resources: {
            requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '256Mi' },
            limits: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
          },
          securityContext: restrictedContainer,
          volumeMounts: [...modelMounts(service, false), { name: 'tmp', mountPath: '/tmp' }],
        },
      ],
      volumes: [...modelVolumes(service, false), { name: 'tmp', emptyDir: { sizeLimit: '512Mi' } }],
    },
  }
}
