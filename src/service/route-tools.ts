import type { TSchema } from 'typebox'
import type { Handler, Handles, Models, Route, RouteOptions, RouteRequest, RouteTools } from './contract.ts'

/** What a service's `routes` is given. Each function only makes a value; the server mounts it. */
export function routeTools<M extends Models, P extends string>(models: Handles<M>, version: string): RouteTools<M, P> {
  return {
    models,
    version,
    get: (path, options, answer) => toRoute('GET', path, options, answer),
    post: (path, options, answer) => toRoute('POST', path, options, answer),
  }
}

function toRoute<O extends RouteOptions & { readonly body?: TSchema }>(
  method: Route['method'],
  path: string,
  options: O,
  answer: Handler<O>,
): Route {
  // The server checks a request against the schemas in `options` before it calls, so the narrower request is what comes.
  return { method, path, options, answer: answer as (request: RouteRequest) => unknown }
}
