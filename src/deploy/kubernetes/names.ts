import type { Service } from '../../service/contract.ts'

/** What the objects of a service are called. */
export function namesOf({ name }: Service) {
  return {
    api: name,
    config: `${name}-config`,
    secret: `${name}-secret`,
    models: `${name}-models`,
    training: `${name}-train`,
    loader: `${name}-loader`,
    tls: `${name}-tls`,
  } as const
}

export type Component = 'api' | 'training' | 'loader' | 'store' | 'monitoring'

/** The namespace of staging. */
export function stagingOf(namespace: string): string {
  return `${namespace}-staging`
}

/**
 * By these a Service, a policy and a Deployment find their pods. They never change: a Deployment's selector cannot, and a
 * version in it would leave the pods of the last one behind.
 */
export function selectorOf({ name }: Service, component: Component = 'api') {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
  } as const
}

/** The recommended labels. */
export function labelsOf(service: Service, component: Component = 'api') {
  return {
    ...selectorOf(service, component),
    'app.kubernetes.io/part-of': service.name,
    'app.kubernetes.io/managed-by': 'kustomize',
  } as const
}

/** Labels of an object, with its name. */
export function metadataOf(service: Service, name: string, component: Component = 'api') {
  return { name, labels: labelsOf(service, component) }
}

/**
 * An object that is applied by hand, beside an overlay: without the label by which Argo CD, told to track by label, takes
 * what it finds for its own and prunes it, as Git has none.
 */
export function byHand<O extends { readonly metadata?: { readonly labels?: object } }>(object: O): O {
  return { ...object, metadata: { ...object.metadata, labels: withoutInstance(object.metadata?.labels) } }
}

export function withoutInstance(labels: object | undefined): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(labels ?? {}).filter(([name]) => name !== 'app.kubernetes.io/instance'))
}
