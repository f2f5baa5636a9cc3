import type { Service } from '../../service/contract.ts'

/** What the objects of a service are called. */
export function namesOf({ name }: Service) {
  return {
    api: name,
    config: `${name}-config`,
    secret: `${name}-secret`,
    models: `${name}-models`,
    training: `${name}-train`,
    tls: `${name}-tls`,
  } as const
}

type Component = 'api' | 'training' | 'store' | 'monitoring'

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
