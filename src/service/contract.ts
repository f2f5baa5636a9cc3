import type { Static, TSchema } from 'typebox'
import type {
  InputOf,
  ModelDefinition,
  ModelHandle,
  OutputOf,
  TrainingRowOf,
  ValuePrediction,
} from '../model/contract.ts'
import type { Access } from './access.ts'
import type { Cors } from './cors.ts'
import type { Deployment, DeploymentOptions } from './deployment.ts'
import type { RequestLimits } from './limits.ts'

export type { Cors } from './cors.ts'

// biome-ignore lint/suspicious/noExplicitAny: a service holds models of every input and output; each keeps its own types
export type Models = { readonly [name: string]: ModelDefinition<any, unknown> }

/** The models of a service as its routes see them: by name, each with the types of its own input and answer. */
export type Handles<M extends Models> = { readonly [N in keyof M]: ModelHandle<InputOf<M[N]>, OutputOf<M[N]>> }

/** What a service file declares. The type parameters tie its parts together: model names, permissions, labels. */
export interface ServiceDefinition<M extends Models = Models, P extends string = string, A extends TSchema = TSchema> {
  /** Letters, digits and dashes, as Kubernetes names things (RFC 1123). */
  readonly name: string
  /** What it does, in a few words, for people. @default the name */
  readonly title?: string
  /** A paragraph for the documentation page. */
  readonly description?: string
  readonly port: number
  readonly models: M & TestedOnEachOther<M>
  /** Who may call; absent: everyone. */
  readonly access?: Access<P>
  /** Pages of other origins that may call from a browser. @default none */
  readonly cors?: Cors
  /** The service's own routes, beside those that every service has. */
  readonly routes?: (tools: RouteTools<M, P>) => readonly Route[]
  /** Inputs for the docs, the playground, load tests and the golden rows. */
  readonly examples?: { readonly [N in keyof M]?: readonly InputOf<M[N]>[] }
  /** Acceptance checks, by suite. */
  readonly checks?: { readonly [suite: string]: readonly Check[] }
  /** A file in the service's folder to which every run of the checks appends its results. @default none: LOG=1 asks for `api_test.log` */
  readonly checksLog?: string
  /** How a labelled row goes through the public route, for `slipway evaluate URL`. */
  readonly evaluate?: EvaluationOf<M, A>
  /** What one request may ask for. @default 200,000 inputs, 1,000 explained ones, 100,000 values for its own routes */
  readonly limits?: RequestLimits
  /**
   * What to do with a value that training never saw: a category that is new, a number outside the range. `warn` adds
   * `warnings` to the response of `/models/{model}/predict`, `refuse` answers 400, `ignore` says nothing. @default 'warn'
   */
  readonly unseenValues?: UnseenPolicy
  /** How it runs in a cluster, for `slipway manifests`. */
  readonly deploy?: DeploymentOptions
}

export type UnseenPolicy = 'warn' | 'refuse' | 'ignore'

/** A service after its defaults are filled in and its promises checked. */
export interface Service
  extends Required<
    Omit<ServiceDefinition, 'access' | 'cors' | 'routes' | 'evaluate' | 'checksLog' | 'limits' | 'deploy'>
  > {
  /** The folder that its paths are relative to. */
  readonly folder: string
  /** The version of the code: of the service's package. */
  readonly version: string
  readonly access: Access | undefined
  readonly cors: Cors | undefined
  readonly evaluate: Evaluation | undefined
  readonly checksLog: string | undefined
  readonly limits: Required<RequestLimits>
  readonly deploy: Deployment
  /** Its own routes, bound to live models. @param version of the code, where it is not the package's */
  readonly routes: (models: Handles<Models>, version?: string) => readonly Route[]
}

/** `vader({ testOn: 'v1' })` has to name a model of the same service. */
type TestedOnEachOther<M extends Models> = {
  readonly [N in keyof M]: M[N] extends { readonly source: { readonly testOn: infer T } }
    ? T extends keyof M
      ? unknown
      : { readonly source: { readonly testOn: keyof M } }
    : unknown
}

/** What `routes` is given: a function for each method, the models, and the version of the code. */
export interface RouteTools<M extends Models, P extends string> {
  readonly models: Handles<M>
  /** Of the code that runs: `SERVICE_VERSION` where it is set, else the version of the service's package. */
  readonly version: string
  get<const O extends RouteOptions<P>, const R extends Answer<O>>(
    path: string,
    options: O,
    answer: Handler<O, R>,
  ): Route
  post<const O extends RouteOptions<P> & { readonly body: TSchema }, const R extends Answer<O>>(
    path: string,
    options: O,
    answer: Handler<O, R>,
  ): Route
}

export interface RouteOptions<P extends string = string> {
  /** Who may call: one of the service's permissions, any `user`, or `everyone`. @default 'user' where the service has users */
  readonly allow?: P | 'user' | 'everyone'
  /** Parameters of the query string, each a schema; those that are not optional must be there, once. */
  readonly query?: { readonly [name: string]: TSchema }
  /** Parameters in the path: `{name}` in it. */
  readonly params?: { readonly [name: string]: TSchema }
  readonly body?: TSchema
  /**
   * Reads the body's text in a way of its own, where `JSON.parse` would lose something: the order of keys, say. What it
   * gives is what the route gets; `body` is then for the documentation only. What it throws is answered: a SlipwayError
   * with its status, a SyntaxError with 400. A generator that yields every few hundred values lets other requests be
   * answered while it parses; what it returns is what the route gets.
   */
  readonly parse?: (text: string) => unknown
  /** Read the body as JSON whatever its `Content-Type` says. @default false */
  readonly anyContentType?: boolean
  /** Schema of the answer: for the documentation, and for the compiler to hold the answer to. */
  readonly answer?: TSchema
  /** One line for the documentation. */
  readonly summary?: string
  readonly description?: string
}

type Shape<T> = T extends { readonly [name: string]: TSchema } ? { readonly [N in keyof T]: Static<T[N]> } : undefined

/** What `parse` gives, else what the schema promises. */
type BodyOf<O extends RouteOptions> = O['parse'] extends (text: string) => infer T
  ? T extends Generator<void, infer R>
    ? R
    : T
  : O['body'] extends TSchema
    ? Static<O['body']>
    : undefined

export interface RouteRequest<O extends RouteOptions = RouteOptions> {
  readonly query: Shape<O['query']>
  readonly params: Shape<O['params']>
  readonly body: BodyOf<O>
  /** Who called; undefined on routes for everyone, and in a service without users. */
  readonly user: User | undefined
}

/** What a route gives may be read only: the server serialises it and leaves it as it is. */
type Unchanging<T> = T extends object ? { readonly [K in keyof T]: Unchanging<T[K]> } : T

type Answer<O extends RouteOptions> = O['answer'] extends TSchema ? Unchanging<Static<O['answer']>> : unknown

/** @typeParam R what it gives, literals kept: `1` is the 1 of a schema, and no `number` */
export type Handler<O extends RouteOptions, R extends Answer<O> = Answer<O>> = (
  request: RouteRequest<O>,
) => R | Promise<R>

/** A route as a value: what the server mounts and the documentation shows. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly options: RouteOptions
  readonly answer: (request: RouteRequest) => unknown
}

export interface User {
  readonly username: string
  readonly permissions: readonly string[]
}

/** An acceptance check: one request, and what has to come back. */
export interface Check {
  /** A sentence: what it promises. */
  readonly name: string
  readonly request: {
    /** @default 'GET', or 'POST' where there is a body */
    readonly method?: 'GET' | 'POST'
    readonly path: string
    readonly query?: { readonly [name: string]: string }
    readonly body?: unknown
    /** `[username, password]` */
    readonly user?: readonly [string, string]
  }
  readonly expect: {
    /** @default 200 */
    readonly status?: number
    /** Fields that the JSON answer has to have, with these values. */
    readonly body?: unknown
    /** A sentence about the answer and whether it holds. */
    readonly holds?: { readonly that: string; readonly when: (body: never) => boolean }
  }
}

/** An evaluation of any service, as commands see it. */
export interface Evaluation {
  readonly model: string
  readonly request: (row: never) => Check['request']
  /** Of a classifier. */
  readonly label?: (answer: never) => string
  /** Of a regressor. */
  readonly value?: (answer: never) => number
}

/** How `slipway evaluate URL` sends a labelled row through a public route. The row has the columns of the model's data. */
export type EvaluationOf<M extends Models, A extends TSchema> = {
  readonly [N in keyof M & string]: {
    /** The model that the route uses, and whose label rule is the truth. */
    readonly model: N
    readonly request: (row: EvaluatedRow<M, N>) => Check['request']
    /** Schema of the route's response: it types the argument of `label` or `value`. */
    readonly answer: A
  } & PredictedIn<OutputOf<M[N]>, Static<A>>
}[keyof M & string]

/** Where a route's response has the prediction: a label, or the number of a regressor. */
type PredictedIn<Output, Answer> = Output extends ValuePrediction
  ? { readonly value: (answer: Answer) => number }
  : { readonly label: (answer: Answer) => string }

/** The rows of a model, or of the one that it is tested on. */
type EvaluatedRow<M extends Models, N extends keyof M> = M[N] extends {
  readonly source: { readonly testOn: infer T extends keyof M }
}
  ? TrainingRowOf<M[T]>
  : TrainingRowOf<M[N]>
