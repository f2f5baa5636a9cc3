import type { Cors } from '../../service/contract.ts'

/** What a page of another origin may read beside the usual. */
const exposed = 'RateLimit, RateLimit-Policy, Retry-After, X-Request-Id'
/** What it may send beside the usual. The user goes in the header, so that no cookie is ever needed. */
const sent = 'Authorization, Content-Type, X-Request-Id'
/** How long a browser remembers the answer to a preflight; none does for longer. */
const rememberedSeconds = 7200

type Headers = { [name: string]: string | number }

/** Answers for pages of the origins on a list; others get the same answers, which their browser keeps from them. */
export class CrossOrigin {
  readonly #origins: ReadonlySet<string>

  constructor({ origins }: Cors) {
    this.#origins = new Set(origins)
  }

  /** Adds what a response needs. It depends on the origin, which a cache has to know whoever asked first. */
  allow(headers: Headers, origin: string | undefined): void {
    headers.vary = headers.vary === undefined ? 'Origin' : `${headers.vary}, Origin`
    if (origin === undefined || !this.#origins.has(origin)) return
    headers['access-control-allow-origin'] = origin
    headers['access-control-expose-headers'] = exposed
  }

  /** The headers of a preflight's answer: what the browser asks, without a user, before it sends the request itself. */
  preflight(origin: string | undefined, methods: string): Headers {
    const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'
    if (origin === undefined || !this.#origins.has(origin)) return { vary }
    return {
      vary,
      'access-control-allow-origin': origin,
      'access-control-allow-methods': methods,
      'access-control-allow-headers': sent,
      'access-control-max-age': rememberedSeconds,
    }
  }
}
