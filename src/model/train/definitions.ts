import type { ModelDefinition } from '../contract.ts'

/** The models of a service, by name. */
export type Definitions = { readonly [name: string]: ModelDefinition<never, unknown> }
