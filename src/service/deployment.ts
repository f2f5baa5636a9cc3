import type { RequestLimits } from './limits.ts'
import { memoryNeedMi } from './memory.ts'
import { parseQuantity } from './quantity.ts'

/** How a service runs in a cluster, as `service.ts` says it under `deploy`. Everything has a default. */
export interface DeploymentOptions {
  /** RFC 1123. Staging takes it with `-staging` behind. @default the service's name */
  readonly namespace?: string
  /** The image without a tag, such as `registry.example.com/team/park-sentiment`. @default the service's name */
  readonly image?: string
  /** Pods at the least, 1 or more. @default 3 */
  readonly replicas?: number
  /** The horizontal autoscaler, from `replicas` up; false: none. Targets are per cent of what the pods request. */
  readonly autoscale?: false | { readonly max?: number; readonly cpu?: number; readonly memory?: number }
  /** Pods that a drained node must leave running, fewer than `replicas`. @default replicas − 1 */
  readonly minAvailable?: number
  /**
   * Quantities as Kubernetes writes them. @default 250m, at most 500m, and the memory that the server, its models and the
   * limits of its requests need (256Mi with the defaults), at most twice that
   */
  readonly resources?: { readonly requests?: Partial<Resources>; readonly limits?: Partial<Resources> }
  /** What the loaded models take, all together; while a new version is swapped in they are there twice. @default '32Mi' */
  readonly modelMemory?: string
  /** @default `<name>.example.com` */
  readonly host?: string
  /** @default `staging.<host>` */
  readonly stagingHost?: string
  /** Where the service begins at its host; taken away before a request reaches it. @default '/' */
  readonly path?: string
  /** What lets requests into the cluster; none: reached from inside it, or by an entry of your own. @default 'ingress' */
  readonly expose?: 'ingress' | 'http-route' | 'none'
  /** Which controller reads the Ingress: it decides on the annotations for the rate limit and the rewrite. @default 'nginx' */
  readonly ingressClass?: IngressClass
  /** The namespace of what sends requests into the cluster. @default the one that the class is installed in by its guide */
  readonly ingressNamespace?: string
  /** The Gateway of `expose: 'http-route'`. @default { name: 'gateway', namespace: 'gateway-system' } */
  readonly gateway?: { readonly name: string; readonly namespace: string }
  /** Whether the Ingress ends TLS, by the certificate in the secret `<name>-tls`. @default true */
  readonly tls?: boolean
  /**
   * For each client: by the ingress its address, by the server its user. Each pod counts for itself, and gets the limit
   * divided by `replicas`; with `RATE_LIMIT_STORE` in `environment` or `secrets` all count together. @default 600
   */
  readonly maxRequestsPerMinute?: number
  /** @default 'info' */
  readonly logLevel?: LogLevel
  /** Where the models are: an http(s):// or s3:// address. @default a volume of the cluster's, `storeSize` large */
  readonly store?: string
  /** @default '1Gi' */
  readonly storeSize?: string
  /** More environment variables, in the ConfigMap. */
  readonly environment?: { readonly [name: string]: string }
  /** Environment variables whose values are in the Secret, such as `API_KEY`. The two AWS keys of an s3:// store are there anyway. */
  readonly secrets?: readonly string[]
  /** Whether the overlays take in the ServiceMonitor, the alerts and the dashboard, which need the Prometheus operator. @default false */
  readonly monitoring?: boolean
  /** @default 'monitoring' */
  readonly monitoringNamespace?: string
  /** Trains in the cluster on a schedule. @default false: versions are trained elsewhere and pushed to the store */
  readonly training?: false | TrainingOptions
  /** The Git repository that Argo CD follows. @default none: no Argo CD files */
  readonly repository?: string
  /** How the workflow delivers: by a commit that Argo CD follows, or by `kubectl set image`. @default 'gitops' */
  readonly delivery?: 'gitops' | 'kubectl'
  /** Google's Cloud Build and GKE; absent: no files for them. */
  readonly googleCloud?: GoogleCloud
}

/** A training that comes again: what it learns from is never a part of its image. */
export interface TrainingOptions {
  /** In cron's five fields, UTC, such as `0 3 * * 1`. */
  readonly schedule: string
  /** Its rows: a file at an `s3://` or `https://` address, or `pvc://<claim>/<path>`, in a volume of the namespace. */
  readonly data: string
}

export interface Resources {
  readonly cpu: string
  readonly memory: string
}

export interface GoogleCloud {
  /** Such as `europe-west1-b`. */
  readonly zone: string
  readonly cluster: string
}

export const ingressClasses = ['nginx', 'traefik', 'haproxy', 'gce'] as const
export type IngressClass = (typeof ingressClasses)[number]
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** The same with its defaults filled in. */
export interface Deployment extends Required<Omit<DeploymentOptions, 'store' | 'repository' | 'googleCloud'>> {
  readonly autoscale: false | { readonly max: number; readonly cpu: number; readonly memory: number }
  readonly resources: { readonly requests: Resources; readonly limits: Resources }
  readonly store: string | undefined
  readonly repository: string | undefined
  readonly googleCloud: GoogleCloud | undefined
}

const ingressNamespaces: Readonly<Record<IngressClass, string>> = {
  nginx: 'ingress-nginx',
  traefik: 'traefik',
  haproxy: 'haproxy-controller',
  // Google's load balancer is no pod: it is let in by its addresses.
  gce: 'kube-system',
}

/**
 * Fills in the defaults of a service's deployment. What it is given was checked.
 * @param limits of its requests, which decide on the memory
 */
export function resolveDeployment(name: string, options: DeploymentOptions = {}, limits?: RequestLimits): Deployment {
  const { replicas = 3, host = `${name}.example.com`, ingressClass = 'nginx', resources } = options
  const { modelMemory = '32Mi', environment = {} } = options
  const needMi = memoryNeedMi(parseQuantity(modelMemory) ?? 0, { limits, environment })
  return {
    namespace: options.namespace ?? name,
    image: options.image ?? name,
    replicas,
    autoscale: options.autoscale === false ? false : { max: 10, cpu: 70, memory: 80, ...options.autoscale },
    minAvailable: options.minAvailable ?? replicas - 1,
    resources: {
      requests: { cpu: '250m', memory: `${needMi}Mi`, ...resources?.requests },
      limits: { cpu: '500m', memory: `${2 * needMi}Mi`, ...resources?.limits },
    },
    modelMemory,
    host,
    stagingHost: options.stagingHost ?? `staging.${host}`,
    path: options.path ?? '/',
    expose: options.expose ?? 'ingress',
    ingressClass,
    ingressNamespace: options.ingressNamespace ?? ingressNamespaces[ingressClass],
    gateway: options.gateway ?? { name: 'gateway', namespace: 'gateway-system' },
    tls: options.tls ?? true,
    maxRequestsPerMinute: options.maxRequestsPerMinute ?? 600,
    logLevel: options.logLevel ?? 'info',
    store: options.store,
    storeSize: options.storeSize ?? '1Gi',
    environment,
    secrets: options.secrets ?? [],
    monitoring: options.monitoring ?? false,
    monitoringNamespace: options.monitoringNamespace ?? 'monitoring',
    training: options.training ?? false,
    repository: options.repository,
    delivery: options.delivery ?? 'gitops',
    googleCloud: options.googleCloud,
  }
}
