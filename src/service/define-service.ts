import type { Models, ServiceDefinition } from './contract.ts'

/** Declares a service: the default export of a `service.ts`. Gives its argument back, typed. */
export function defineService<const M extends Models, P extends string = never>(
  service: ServiceDefinition<M, P>,
): ServiceDefinition<M, P> {
  return service
}
