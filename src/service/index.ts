/** What a service is: declared in a `service.ts`, resolved once, and relied on by everything after. */
export { type Access, basicAuth } from './access.ts'
export type * from './contract.ts'
export { defineService } from './define-service.ts'
export type { Deployment, DeploymentOptions } from './deployment.ts'
export { readService } from './read-service.ts'
export { type ResolveOptions, resolveService } from './resolve-service.ts'
export { text } from './schemas.ts'
export * from './users/index.ts'
