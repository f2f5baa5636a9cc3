import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { deployed } from '../support/deployed-service.ts'
import { type KubernetesObject, noRenderer, ofKind, render } from '../support/kubernetes.ts'

const skip = noRenderer
const schedule = '0 3 * * 1'

/** The CronJob of the production overlay, with the pod of its jobs. */
async function trainingOf(t: TestContext, options: object) {
  const { objects } = render(join(await deployed(t, options), 'overlays/production'))
  const [job] = ofKind(objects, 'CronJob')
  const pod = job.spec.jobTemplate.spec.template.spec
  return { objects, job, pod, container: pod.containers[0] as KubernetesObject }
}

test('training on a schedule reads rows at an address, with the ConfigMap of the pods and the keys of S3', {
  skip,
}, async (t) => {
  const { objects, job, container } = await trainingOf(t, {
    store: 's3://models',
    environment: { AWS_ENDPOINT_URL: 'http://minio.storage.svc:9000', AWS_REGION: 'eu-west-1' },
    secrets: ['API_KEY'],
    training: { schedule, data: 's3://rows/reviews.csv.gz' },
  })
  assert.equal(job.spec.schedule, schedule)
  assert.deepEqual(container.command.slice(-2), ['--data', 's3://rows/reviews.csv.gz'])
  const [config] = ofKind(objects, 'ConfigMap')
  assert.deepEqual(container.envFrom, [{ configMapRef: { name: config.metadata.name } }])
  assert.equal(config.data.AWS_ENDPOINT_URL, 'http://minio.storage.svc:9000')
  assert.equal(config.data.AWS_REGION, 'eu-west-1')
  const names = container.env.map(({ name }: { name: string }) => name)
  assert.deepEqual(names, ['MODEL_STORE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'], 'API_KEY is for the routes')
})

test('training on a schedule mounts a volume with rows to read, and may reach nothing but names', {
  skip,
}, async (t) => {
  const { objects, pod, container } = await trainingOf(t, {
    training: { schedule, data: 'pvc://reviews/2026/all.parquet' },
  })
  assert.deepEqual(container.command.slice(-2), ['--data', '/data/2026/all.parquet'])
  assert.deepEqual(
    pod.volumes.find(({ name }: { name: string }) => name === 'data'),
    { name: 'data', persistentVolumeClaim: { claimName: 'reviews', readOnly: true } },
  )
  const policy = ofKind(objects, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'reviews-train')
  assert.deepEqual(
    policy.spec.egress.map(({ ports }: KubernetesObject) => ports[0].port),
    [53],
  )
})

test('a training by hand gets the environment of the service where no overlay gives it the ConfigMap', {
  skip,
}, async (t) => {
  const environment = { AWS_ENDPOINT_URL: 'http://minio.storage.svc:9000', AWS_REGION: 'eu-west-1' }
  const folder = await deployed(t, { store: 's3://models', environment })
  for (const place of ['training', 'overlays/production/training', 'overlays/staging/training']) {
    const { objects } = render(join(folder, place))
    assert.deepEqual(objects.map(({ kind }) => kind).sort(), ['Job', 'NetworkPolicy'])
    const [{ env }] = ofKind(objects, 'Job')[0].spec.template.spec.containers
    const given = Object.fromEntries(env.map(({ name, value }: KubernetesObject) => [name, value]))
    assert.deepEqual({ ...given, ...environment }, given)
  }
})
