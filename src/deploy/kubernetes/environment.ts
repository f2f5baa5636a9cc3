import type { IEnvVar } from 'kubernetes-models/v1'
import type { Service } from '../../service/contract.ts'
import { bytesInFlight } from '../../service/memory.ts'
import { parseQuantity } from '../../service/quantity.ts'
import { namesOf } from './names.ts'

/** Where a pod finds what is mounted. */
export const modelsFolder = '/models'
export const secretsFolder = '/etc/slipway'
export const credentialsKey = 'credentials.csv'

/** How an overlay runs the service, where it differs from what the service declares. */
interface Setting {
  readonly replicas?: number
  /** Whether requests come in by the Ingress or Gateway. */
  readonly hasEntry?: boolean
}

/** The ConfigMap: what is set without a new image. A change of it rolls the pods, as its name ends in its digest. */
export function configOf(service: Service, setting: Setting = {}): Readonly<Record<string, string>> {
  const { access, deploy } = service
  const { replicas = deploy.replicas, hasEntry = true } = setting
  const proxies = hasEntry ? proxiesBefore(deploy) : 0
  // One counter for all pods takes the whole limit; without one each pod counts for itself.
  const perPod = hasCommonCounter(service) ? 1 : replicas
  return {
    MODEL_VERSION: '',
    LOG_LEVEL: deploy.logLevel,
    TRUST_PROXY: proxies === 0 ? '' : String(proxies),
    // Without users the server counts by address: it has to know whose, or every request comes from one.
    MAX_REQUESTS_PER_MINUTE:
      access === undefined && proxies === 0 ? '' : String(Math.ceil(deploy.maxRequestsPerMinute / perPod)),
    // A client that keeps its connections stays with the pods it knows; those that an autoscaler adds would get nothing.
    CONNECTION_MAX_AGE_S: '60',
    ...deploy.environment,
  }
}

/** What an overlay sets otherwise than the base, as `NAME=value`. */
export function configChanges(service: Service, setting: Setting): string[] {
  const base = configOf(service)
  return Object.entries(configOf(service, setting)).flatMap(([name, value]) =>
    value === base[name] ? [] : [`${name}=${value}`],
  )
}

/** Whether Redis or Valkey counts requests for all pods. */
export function hasCommonCounter({ deploy }: Service): boolean {
  return deploy.environment.RATE_LIMIT_STORE !== undefined || deploy.secrets.includes('RATE_LIMIT_STORE')
}

/**
 * Proxies between the outside and a pod that append to X-Forwarded-For: the controller of the Ingress or Gateway, and at
 * Google's load balancer two entries, the caller's and its own. The NetworkPolicy lets no other way in.
 */
function proxiesBefore({ expose, ingressClass }: Service['deploy']): number {
  if (expose === 'none') return 0
  return expose === 'ingress' && ingressClass === 'gce' ? 2 : 1
}

/** Environment variables that the Secret holds. */
export function secretKeysOf(service: Service): readonly string[] {
  return [...new Set([...trainingKeysOf(service), ...serverKeysOf(service)])]
}

function serverKeysOf({ deploy }: Service): readonly string[] {
  return [...new Set([...keysOf(deploy.store), ...deploy.secrets])]
}

/** What `deploy.secrets` names is for the routes; training has none. */
function trainingKeysOf({ deploy }: Service): readonly string[] {
  const data = deploy.training === false ? undefined : deploy.training.data
  return [...new Set([...keysOf(deploy.store), ...keysOf(data)])]
}

function keysOf(address: string | undefined): readonly string[] {
  return address?.startsWith('s3:') ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] : []
}

/** Whether there is anything to keep secret. */
export function hasSecret(service: Service): boolean {
  return service.access !== undefined || secretKeysOf(service).length > 0
}

export function serverEnvironment(service: Service): IEnvVar[] {
  return [
    { name: 'PORT', value: String(service.port) },
    { name: 'METRICS_PORT', value: String(metricsPortOf(service)) },
    storeVariable(service),
    { name: 'NODE_OPTIONS', value: `--max-old-space-size=${heapMi(service)}` },
    ...(service.access ? [{ name: 'CREDENTIALS_FILE', value: `${secretsFolder}/${credentialsKey}` }] : []),
    ...secretVariables(service, serverKeysOf(service)),
  ]
}

/** Metrics have a port of their own, which no Ingress routes to: the one that exporters of OpenTelemetry use. */
export function metricsPortOf({ port }: Service): number {
  return port === 9464 ? 9465 : 9464
}

export function storeVariable({ deploy }: Service): IEnvVar {
  return { name: 'MODEL_STORE', value: deploy.store ?? modelsFolder }
}

/** What the ConfigMap has of the service's own, as plain values, for what no overlay gives the ConfigMap to. */
export function plainEnvironment({ deploy }: Service): IEnvVar[] {
  return Object.entries(deploy.environment).map(([name, value]) => ({ name, value }))
}

export function trainingSecrets(service: Service): IEnvVar[] {
  return secretVariables(service, trainingKeysOf(service))
}

function secretVariables(service: Service, keys: readonly string[]): IEnvVar[] {
  const { secret } = namesOf(service)
  return keys.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: secret, key } } }))
}

/**
 * The heap that fits into the memory limit, in MiB: what 64 MiB for Node itself, the bodies of requests and two copies of
 * the models, which are outside the heap, leave of it. Node collects garbage before the kernel kills the pod.
 */
export function heapMi({ deploy }: Service): number {
  const limit = parseQuantity(deploy.resources.limits.memory) ?? 0
  const models = parseQuantity(deploy.modelMemory) ?? 0
  return Math.floor((limit - 2 * models - bytesInFlight(deploy)) / 2 ** 20) - 64
}
