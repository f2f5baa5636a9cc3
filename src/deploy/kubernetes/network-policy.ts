import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
} from 'kubernetes-models/networking.k8s.io/v1'
import type { Service } from '../../service/contract.ts'
import { hasCommonCounter, metricsPortOf } from './environment.ts'
import { byHand, metadataOf, namesOf, selectorOf, withoutInstance } from './names.ts'

/** Google's load balancers ask and send from these. */
const googleHealthChecks = ['35.191.0.0/16', '130.211.0.0/22']
/** Addresses that are never a store: a node's own metadata service has the node's credentials. */
const linkLocal = '169.254.0.0/16'
const redisPort = 6379
/** The DNS cache that runs on each node of some clusters. */
const nodeLocalDns = '169.254.20.10/32'

/** What the API's pods may hear and say; everything else is denied, as the policy selects them. */
export function apiPolicyOf(service: Service): INetworkPolicy {
  const { ingressNamespace, monitoringNamespace, expose, gateway } = service.deploy
  const entry = expose === 'http-route' ? gateway.namespace : ingressNamespace
  const from = [fromNamespace(entry, service.port), fromNamespace(monitoringNamespace, metricsPortOf(service))]
  return policy(service, namesOf(service).api, 'api', from, toCounter(service))
}

/** Training hears nobody, and reaches its rows beside the store. */
export function trainingPolicyOf(service: Service): INetworkPolicy {
  const { training, environment } = service.deploy
  const data = training === false || training.data.startsWith('pvc:') ? undefined : training.data
  const ways = data === undefined || data === service.deploy.store ? [] : [toAddress(data, environment)]
  return policy(service, namesOf(service).training, 'training', [], ways)
}

/** Versions are copied into it by the cluster's API: it hears and reaches nobody. No key is there for an empty list. */
export function loaderPolicyOf(service: Service): INetworkPolicy {
  const matchLabels = withoutInstance(selectorOf(service, 'loader'))
  return byHand({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(service, namesOf(service).loader, 'loader'),
    spec: { podSelector: { matchLabels }, policyTypes: ['Ingress', 'Egress'] },
  })
}

/** Beside the first: lets in what is no pod. */
export function googlePolicyOf(service: Service): INetworkPolicy {
  const from = googleHealthChecks.map((cidr) => ({ ipBlock: { cidr } }))
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(service, `${service.name}-google`),
    spec: {
      podSelector: { matchLabels: selectorOf(service) },
      policyTypes: ['Ingress'],
      ingress: [{ from, ports: [{ port: 'http', protocol: 'TCP' }] }],
    },
  }
}

function policy(
  service: Service,
  name: string,
  component: 'api' | 'training',
  ingress: INetworkPolicyIngressRule[],
  more: readonly INetworkPolicyEgressRule[] = [],
): INetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(service, name, component),
    spec: {
      podSelector: { matchLabels: selectorOf(service, component) },
      policyTypes: ['Ingress', 'Egress'],
      // The API server drops an empty list, and a comparison with what was sent would never end.
      ...(ingress.length > 0 ? { ingress } : {}),
      egress: [toDns(), ...toStore(service), ...more],
    },
  }
}

function fromNamespace(namespace: string, port: number): INetworkPolicyIngressRule {
  return { from: [{ namespaceSelector: named(namespace) }], ports: [{ port, protocol: 'TCP' }] }
}

function toDns(): INetworkPolicyEgressRule {
  return {
    to: [
      { namespaceSelector: named('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
      { ipBlock: { cidr: nodeLocalDns } },
    ],
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ],
  }
}

/** To what counts requests for all pods. Where the Secret holds its address, any place will do that has Redis's port. */
function toCounter(service: Service): INetworkPolicyEgressRule[] {
  if (!hasCommonCounter(service)) return []
  const { environment } = service.deploy
  if (environment.RATE_LIMIT_STORE !== undefined) return [toAddress(environment.RATE_LIMIT_STORE, environment)]
  const anywhere = [{ namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0', except: [linkLocal] } }]
  return [{ to: anywhere, ports: [{ port: redisPort, protocol: 'TCP' }] }]
}

/** A volume needs no way out: the node mounts it. */
function toStore({ deploy }: Service): INetworkPolicyEgressRule[] {
  return deploy.store === undefined ? [] : [toAddress(deploy.store, deploy.environment)]
}

function toAddress(address: string, environment: Readonly<Record<string, string>>): INetworkPolicyEgressRule {
  const { protocol, port, hostname } = new URL(endpointOf(address, environment))
  const ports = [{ port: Number(port) || usualPort(protocol), protocol: 'TCP' as const }]
  const namespace = /^[^.]+\.([^.]+)\.svc(\.|$)/.exec(hostname)?.[1]
  if (namespace !== undefined) return { to: [{ namespaceSelector: named(namespace) }], ports }
  return { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [linkLocal] } }], ports }
}

function usualPort(protocol: string): number {
  if (/^(redis|valkey)s?:$/.test(protocol)) return redisPort
  return protocol === 'http:' ? 80 : 443
}

/** An s3:// address names a bucket; which server has it, the environment says. */
function endpointOf(address: string, environment: Readonly<Record<string, string>>): string {
  if (!address.startsWith('s3:')) return address
  return environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL ?? 'https://s3.amazonaws.com'
}

function named(namespace: string) {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } }
}
