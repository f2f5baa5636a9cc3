import type { Service, User } from '../service/contract.ts'
import type { AccessControl } from './access/access-control.ts'
import type { CrossOrigin } from './access/cross-origin.ts'
import type { BodyBudget } from './input/body-budget.ts'
import type { HeldBytes } from './input/read-body.ts'
import type { Lane } from './lane.ts'
import type { CallerAddress } from './limits/caller-address.ts'
import type { RateLimit } from './limits/rate-limit.ts'
import type { Log } from './log.ts'
import type { Meters } from './metrics/meters.ts'
import type { CollectMetrics } from './metrics/metrics-server.ts'
import type { LiveModels } from './models/live-models.ts'
import type { Responder } from './respond.ts'
import type { RouteTable } from './route-table.ts'
import type { ServerState } from './server-state.ts'

/** What the routes of a server share. */
export interface ServeContext {
  readonly service: Service
  /** The version of the code that runs, `SERVICE_VERSION` where it is set. */
  readonly version: string
  readonly models: LiveModels
  /** Absent in a service without users. */
  readonly access: AccessControl | undefined
  /** Absent where no page of another origin may call. */
  readonly crossOrigin: CrossOrigin | undefined
  readonly limit: RateLimit | undefined
  readonly callerAddress: CallerAddress
  readonly meters: Meters
  readonly log: Log
  readonly responder: Responder
  readonly table: RouteTable
  /** Where the files of the pages are, in `docs/` and `playground/`. @default in the installed packages */
  readonly pagesFolder: string | undefined
  readonly state: ServerState
  /** What the bodies of all requests may hold. */
  readonly budget: BodyBudget
  /** Where large bodies of the service's own routes wait for each other. */
  readonly lane: Lane
  /** For the work of one request. */
  readonly timeoutMs: number
  /** What all workers counted; undefined where the metrics have a port of their own. */
  readonly collectMetrics: CollectMetrics | undefined
}

declare module 'fastify' {
  interface FastifyRequest {
    user: User | undefined
    /** The bytes of its body, until it is answered. */
    held: HeldBytes | undefined
    /** When it was let in, as `performance.now` tells time; 0 until then. */
    startedAt: number
    /** Where it came from, as far as trusted proxies tell; empty until it was let in. */
    caller: string
    /** Headers that its answer has beside the usual ones. */
    extraHeaders: { readonly [name: string]: string } | undefined
  }
}
