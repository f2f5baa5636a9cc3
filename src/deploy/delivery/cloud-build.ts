import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { Service } from '../../service/contract.ts'
import type { GoogleCloud } from '../../service/deployment.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { layoutOf } from '../image/layout.ts'
import { autoscalerOf, disruptionBudgetOf } from '../kubernetes/availability.ts'
import { deploymentOf } from '../kubernetes/deployment.ts'
import { configOf } from '../kubernetes/environment.ts'
import { googleAnnotations, ingressExtras, ingressOf } from '../kubernetes/ingress.ts'
import { metadataOf, namesOf } from '../kubernetes/names.ts'
import { apiPolicyOf, trainingPolicyOf } from '../kubernetes/network-policy.ts'
import { modelClaimOf, namespaceOf, serviceAccountOf, serviceOf } from '../kubernetes/objects.ts'
import { cronJobOf } from '../kubernetes/training.ts'
import { findRepository } from '../repository.ts'
import { printYaml } from '../yaml.ts'
import { clusterScript } from './gke-cluster.ts'

/** What Cloud Build puts in place of the two words in `config.yaml`. */
const project = 'PROJECT_ID'
const tag = 'DOCKER_TAG'

/** Cloud Build and GKE: the build in four steps, all objects in one file, and the commands that make the cluster. */
export function cloudBuildFiles(service: Service): GeneratedFile[] {
  const { googleCloud } = service.deploy
  if (googleCloud === undefined) return []
  return [
    { path: 'deploy/cloud-build/cloudbuild.yaml', content: buildFile(service, googleCloud) },
    { path: 'deploy/cloud-build/config.yaml', content: configFile(service, googleCloud) },
    { path: 'deploy/cloud-build/cluster.sh', content: clusterScript(service, googleCloud) },
  ]
}

/** The repository of images in the Artifact Registry of the zone's region. */
function imageOf({ name }: Service, { zone }: GoogleCloud, ofProject: string): string {
  return `${zone.replace(/-[a-z]$/, '')}-docker.pkg.dev/${ofProject}/${name}/${name}`
}

function buildFile(service: Service, cloud: GoogleCloud): string {
  const { inside } = findRepository(service.folder)
  const context = posix.join(inside, layoutOf(service).context)
  const file = (name: string) => posix.join(inside, 'deploy', name)
  const image = imageOf(service, cloud, '$PROJECT_ID')
  const kubectl = [`CLOUDSDK_COMPUTE_ZONE=${cloud.zone}`, `CLOUDSDK_CONTAINER_CLUSTER=${cloud.cluster}`]
  const shell = (builder: string, id: string, lines: readonly string[]) => ({
    id,
    name: `gcr.io/cloud-builders/${builder}`,
    entrypoint: 'bash',
    args: ['-euc', `${lines.join('\n')}\n`],
  })
  const build = (dockerfile: string, name: string) =>
    `docker build --build-arg VERSION=$SHORT_SHA --build-arg REVISION=$COMMIT_SHA -f ${file(dockerfile)} -t ${name}:$SHORT_SHA ${context}`
  const value = {
    steps: [
      shell('docker', 'build', [build('Dockerfile', image), build('train.Dockerfile', `${image}-train`)]),
      shell('docker', 'push', [`docker push ${image}:$SHORT_SHA`, `docker push ${image}-train:$SHORT_SHA`]),
      shell('docker', 'render', [
        `sed -e "s/${tag}/$SHORT_SHA/g" -e "s/${project}/$PROJECT_ID/g" ${file('cloud-build/config.yaml')} >/workspace/rendered.yaml`,
      ]),
      {
        id: 'apply',
        name: 'gcr.io/cloud-builders/kubectl',
        args: ['apply', '-n', service.deploy.namespace, '-f', '/workspace/rendered.yaml'],
        env: kubectl,
      },
    ],
    images: [`${image}:$SHORT_SHA`, `${image}-train:$SHORT_SHA`],
    timeout: '1800s',
    options: { logging: 'CLOUD_LOGGING_ONLY' },
  }
  const comments = {
    '/steps/0': "The tag is the first seven characters of the commit: Cloud Build's own SHORT_SHA.",
    '/steps/3': 'The builder reads the two variables and fetches the credentials of the cluster by them.',
  }
  return printYaml(value, { comments })
}

/** All objects, as the production overlay has them, with two words to be replaced. */
function configFile(service: Service, cloud: GoogleCloud): string {
  const image = imageOf(service, cloud, project)
  const texts = configObjects(service)
    .map((object) => printYaml(object))
    .map((text) => text.replaceAll(/image: [^\s/]*?(-train)?:\S+$/gm, `image: ${image}$1:${tag}`))
  return `# All objects of ${service.name} in one file. Cloud Build replaces ${tag} and ${project}.\n${texts.join('---\n')}`
}

function configObjects(service: Service): readonly object[] {
  const { deploy } = service
  const data = configOf(service)
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(service, namesOf(service).config),
    data,
  }
  const isIngress = deploy.expose === 'ingress'
  const google = isIngress && deploy.ingressClass === 'gce' ? { annotations: googleAnnotations(service) } : {}
  const plainService = serviceOf(service)
  const cronJob = cronJobOf(service)
  const objects = [
    serviceAccountOf(service),
    config,
    ...(deploy.store === undefined ? [modelClaimOf(service)] : []),
    rolledBy(deploymentOf(service), data),
    { ...plainService, metadata: { ...plainService.metadata, ...google } },
    autoscalerOf(service),
    disruptionBudgetOf(service),
    apiPolicyOf(service),
    ...(isIngress ? [ingressOf(service), ...Object.values(ingressExtras(service))] : []),
    ...(cronJob ? [cronJob, trainingPolicyOf(service)] : []),
  ].filter((object) => object !== undefined) as readonly { readonly metadata?: object }[]
  const placed = objects.map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace: deploy.namespace },
  }))
  return [namespaceOf(service), ...placed]
}

/** The name of this ConfigMap has no digest at its end: the pods carry it instead, so that a change rolls them. */
function rolledBy(deployment: ReturnType<typeof deploymentOf>, data: object): object {
  const digest = createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16)
  const { template, ...spec } = deployment.spec!
  const annotations = { 'checksum/config': digest }
  const ordered = { ...template, metadata: { ...template.metadata, annotations } }
  return { ...deployment, spec: { ...spec, template: ordered } }
}
