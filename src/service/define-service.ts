import type { TSchema } from 'typebox'
import type { Models, ServiceDefinition } from './contract.ts'

/** Declares a service: the default export of a `service.ts`. Gives its argument back, typed. */
export function defineService<const M extends Models, P extends string = never, A extends TSchema = never>(
  service: ServiceDefinition<M, P, A>,
): ServiceDefinition<M, P, A> {
  return service
}
