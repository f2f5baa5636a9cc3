/** What a service is: declared in a `service.ts`, resolved once, and relied on by everything after. */

export type * from './contract.ts'

export type { DeploymentOptions } from './deployment.ts'
export { readService } from './read-service.ts'
export { resolveService } from './resolve-service.ts'

export * from './users/index.ts'
