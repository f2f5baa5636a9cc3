import type { Problem } from '../errors.ts'
import { shown } from '../values.ts'
import { type Deployment, ingressClasses, logLevels, resolveDeployment } from './deployment.ts'
import type { RequestLimits } from './limits.ts'
import { memoryNeed, saidNeed } from './memory.ts'
import { parseQuantity } from './quantity.ts'

/** RFC 1123: a label of a host name, and how Kubernetes names a namespace. */
const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/
const environmentName = /^[A-Za-z_][A-Za-z0-9_]*$/
const dataAddress = /^(s3:\/\/|https:\/\/|pvc:\/\/[a-z0-9][-a-z0-9.]*\/)[^\s]*[^\s/]$/
/** Repository of an image without tag and digest, an optional registry with its port before it. */
const imageName = /^([a-z0-9.-]+(:\d+)?\/)?[a-z0-9]+([._/-]+[a-z0-9]+)*$/
/** Everything that is wrong with `deploy` of a service file; it may be anything at all. */
export function checkDeployment(name: unknown, options: unknown, limits?: RequestLimits): Problem[] {
  if (options === undefined) return []
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    return [{ path: '/deploy', message: `expected an object, such as { replicas: 3 }, got ${shown(options)}.` }]

  const known = resolveDeployment('a', { store: 'a', repository: 'a', googleCloud: { zone: '', cluster: '' } })
  const unknown = Object.keys(options).filter((key) => !Object.hasOwn(known, key))
  const problems: Problem[] = unknown.map((key) => ({
    path: `/deploy/${key}`,
    message: `there is no such option; there are ${Object.keys(known).join(', ')}.`,
  }))
  const deploy = resolveDeployment(typeof name === 'string' ? name : 'service', options, limits)
  const expect = (holds: unknown, path: string, expected: string, got: unknown): void => {
    if (holds !== true) problems.push({ path: `/deploy/${path}`, message: `expected ${expected}, got ${shown(got)}.` })
  }
  checkNames(deploy, expect)
  checkNumbers(deploy, expect)
  checkResources(deploy, limits, expect)
  checkEntry(deploy, expect)
  checkTraining(deploy, expect)
  return problems
}

type Expect = (holds: unknown, path: string, expected: string, got: unknown) => void

function checkNames(deploy: Deployment, expect: Expect): void {
  const { namespace, image, host, stagingHost, environment, secrets, store, repository, googleCloud } = deploy
  const aName = 'at most 55 lower-case letters, digits and dashes (RFC 1123)'
  // Staging adds nine characters to it.
  expect(isText(namespace, label) && namespace.length <= 55, 'namespace', aName, namespace)
  for (const key of ['ingressNamespace', 'monitoringNamespace'] as const) {
    // An unknown class of ingress is said elsewhere; it has no namespace to be wrong.
    if (deploy[key] !== undefined)
      expect(isText(deploy[key], label), key, 'a name in lower case (RFC 1123)', deploy[key])
  }
  expect(isText(image, imageName), 'image', 'the name of an image without a tag, in lower case', image)
  expect(isHost(host), 'host', 'a host name in lower case, such as "api.example.com"', host)
  if (isHost(host)) expect(isHost(stagingHost), 'stagingHost', 'a host name in lower case', stagingHost)
  for (const [key, value] of Object.entries(environment ?? {})) {
    expect(environmentName.test(key), `environment/${key}`, 'the name of an environment variable', key)
    expect(typeof value === 'string' && !/[\r\n]/.test(value), `environment/${key}`, 'a text of one line', value)
  }
  expect(Array.isArray(secrets), 'secrets', 'a list of environment variables', secrets)
  for (const [i, key] of (Array.isArray(secrets) ? secrets : []).entries())
    expect(isText(key, environmentName), `secrets/${i}`, 'the name of an environment variable', key)
  if (store !== undefined)
    expect(isAddress(store, /^(https?|s3):$/), 'store', 'an address that begins with http://, https:// or s3://', store)
  if (repository !== undefined)
    expect(
      isText(repository, /^(https:\/\/|ssh:\/\/|git@)\S+$/),
      'repository',
      'the address of a Git repository',
      repository,
    )
  if (googleCloud !== undefined) {
    expect(isText(googleCloud.zone, label), 'googleCloud/zone', 'a zone, such as "europe-west1-b"', googleCloud.zone)
    expect(isText(googleCloud.cluster, label), 'googleCloud/cluster', 'the name of a cluster', googleCloud.cluster)
  }
}

function checkNumbers(deploy: Deployment, expect: Expect): void {
  const { replicas, minAvailable, autoscale, maxRequestsPerMinute } = deploy
  const replicasHold = isWhole(replicas, 1, 1000)
  expect(replicasHold, 'replicas', 'a whole number from 1 to 1000', replicas)
  if (replicasHold) {
    const fewer = `fewer than the ${replicas} replicas: a node could never be drained otherwise`
    expect(isWhole(minAvailable, 0, replicas - 1), 'minAvailable', fewer, minAvailable)
  }
  if (autoscale !== false) {
    const least = replicasHold ? replicas : 1
    expect(isWhole(autoscale.max, least, 1000), 'autoscale/max', `a whole number from ${least} to 1000`, autoscale.max)
    for (const key of ['cpu', 'memory'] as const)
      expect(isWhole(autoscale[key], 1, 100), `autoscale/${key}`, 'per cent, from 1 to 100', autoscale[key])
  }
  const perMinute = 'a whole number from 1 to 1000000'
  expect(isWhole(maxRequestsPerMinute, 1, 1_000_000), 'maxRequestsPerMinute', perMinute, maxRequestsPerMinute)
}

function checkResources(deploy: Deployment, limits: RequestLimits | undefined, expect: Expect): void {
  const { resources, modelMemory, storeSize, environment } = deploy
  for (const part of ['requests', 'limits'] as const) {
    for (const [key, sample] of [
      ['cpu', '250m'],
      ['memory', '256Mi'],
    ] as const) {
      const got = resources[part][key]
      expect(parseQuantity(got) !== undefined, `resources/${part}/${key}`, `a quantity such as "${sample}"`, got)
    }
  }
  for (const key of ['cpu', 'memory'] as const) {
    const [request, limit] = [parseQuantity(resources.requests[key]), parseQuantity(resources.limits[key])]
    if (request === undefined || limit === undefined) continue
    const expected = `at most the limit of ${resources.limits[key]}`
    expect(request <= limit, `resources/requests/${key}`, expected, resources.requests[key])
  }
  expect(parseQuantity(storeSize) !== undefined, 'storeSize', 'a quantity such as "1Gi"', storeSize)
  const model = parseQuantity(modelMemory)
  expect(model !== undefined, 'modelMemory', 'a quantity such as "32Mi"', modelMemory)
  const limit = parseQuantity(resources.limits.memory)
  if (model === undefined || limit === undefined) return
  const requests = { limits, environment }
  const expected = saidNeed(model, requests, `the models' ${modelMemory}`)
  expect(limit >= memoryNeed(model, requests), 'resources/limits/memory', expected, resources.limits.memory)
}

function checkEntry(deploy: Deployment, expect: Expect): void {
  const { path, expose, ingressClass, gateway, logLevel, delivery } = deploy
  expect(isText(path, /^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*)?$/), 'path', '"/", or a path such as "/stars"', path)
  oneOf(['ingress', 'http-route', 'none'], 'expose', expose, expect)
  oneOf(ingressClasses, 'ingressClass', ingressClass, expect)
  oneOf(logLevels, 'logLevel', logLevel, expect)
  oneOf(['gitops', 'kubectl'], 'delivery', delivery, expect)
  if (ingressClass === 'gce' && expose === 'ingress')
    expect(path === '/', 'path', '"/": an Ingress of class gce rewrites no paths', path)
  expect(
    isText(gateway?.name, label) && isText(gateway?.namespace, label),
    'gateway',
    'a name and a namespace',
    gateway,
  )
}

function checkTraining({ training }: Deployment, expect: Expect): void {
  if (training === false) return
  if (typeof training !== 'object' || training === null) {
    const example = '{ schedule: "0 3 * * 1", data: "s3://bucket/rows.csv" }'
    expect(false, 'training', `false, or ${example}`, training)
    return
  }
  const { schedule, data, ...others } = training
  for (const key of Object.keys(others)) expect(false, `training/${key}`, 'schedule and data only', key)
  const fields = typeof schedule === 'string' ? schedule.split(' ') : []
  const isCron = fields.length === 5 && fields.every((field) => /^[\d*,/A-Za-z-]+$/.test(field))
  expect(isCron, 'training/schedule', 'five fields of cron, such as "0 3 * * 1"', schedule)
  const where = 'a file at an s3:// or https:// address, or in a volume: "pvc://claim/rows.csv"'
  // A file of the image would be the rows that were in the repository on the day of the build: samples, most often.
  expect(isText(data, dataAddress), 'training/data', where, data)
}

function oneOf(names: readonly string[], path: string, got: unknown, expect: Expect): void {
  expect(names.includes(got as string), path, `one of ${names.map((name) => `"${name}"`).join(', ')}`, got)
}

function isHost(host: unknown): boolean {
  return typeof host === 'string' && host.length <= 253 && host.split('.').every((part) => label.test(part))
}

function isAddress(text: unknown, scheme: RegExp): boolean {
  return typeof text === 'string' && URL.canParse(text) && scheme.test(new URL(text).protocol)
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}

function isWhole(value: unknown, from: number, to: number): boolean {
  return Number.isInteger(value) && (value as number) >= from && (value as number) <= to
}
