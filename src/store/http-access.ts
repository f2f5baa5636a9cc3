import { SlipwayError } from '../errors.ts'
import type { FileAccess } from './file-access.ts'
import { type HttpAnswer, type HttpOptions, type HttpRequest, httpSend, shownUrl } from './http-send.ts'

/** Files up to this size are remembered, so that the server only has to say that they have not changed. */
const rememberedBytes = 1 << 16
const rememberedFiles = 100
const mostRedirects = 5

interface Remembered {
  readonly validators: Headers
  readonly bytes: Uint8Array
}

/**
 * A store that an http(s) server gives out as plain files: read only, and without lists, as there is no common way to
 * ask for one. The pointers `current` and `tags/<name>` say all that serving needs.
 */
export class HttpAccess implements FileAccess {
  readonly url: string
  readonly isRemote = true
  readonly #base: URL
  readonly #authorization: string | undefined
  readonly #options: HttpOptions
  readonly #remembered = new Map<string, Remembered>()

  /** @param url may carry `user:password@`, which is sent as HTTP Basic and never shown */
  constructor(url: string, options: HttpOptions = {}) {
    this.#base = new URL(url)
    const { username, password } = this.#base
    const user = `${decoded(username)}:${decoded(password)}`
    this.#authorization = username || password ? `Basic ${Buffer.from(user).toString('base64')}` : undefined
    this.#base.username = ''
    this.#base.password = ''
    this.url = shownUrl(this.#base)
    if (!this.#base.pathname.endsWith('/')) this.#base.pathname += '/'
    this.#options = options
  }

  async get(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const url = this.#urlOf(path)
    const remembered = this.#remembered.get(path)
    const headers = new Headers(remembered?.validators)
    if (this.#authorization) headers.set('authorization', this.#authorization)
    // A small file is read to its end even where less is asked for: cutting it off would cost the connection.
    const answer = await this.#follow({ url, headers: () => headers, maxBytes: Math.max(maxBytes, rememberedBytes) })
    if (answer.status === 304 && remembered) return remembered.bytes.subarray(0, maxBytes + 1)
    this.#remembered.delete(path)
    if (answer.status === 404 || answer.status === 410) return undefined
    if (answer.status !== 200) throw refusal(url, answer.status)
    this.#remember(path, answer)
    return answer.bytes.subarray(0, maxBytes + 1)
  }

  /** Follows redirects on the store's own host, and to those that were allowed, which get no password. */
  async #follow(first: HttpRequest): Promise<HttpAnswer> {
    let request = first
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const answer = await httpSend(request, this.#options)
      const location = answer.headers.get('location')
      if (answer.status < 301 || answer.status > 308 || answer.status === 304 || location === null) return answer
      const next = URL.canParse(location, request.url) ? new URL(location, request.url) : undefined
      request = { ...request, url: next ?? request.url, headers: this.#headersFor(first, next) }
    }
    const message = `${shownUrl(first.url)} cannot be read: it leads on more than ${mostRedirects} times.`
    throw new SlipwayError('STORE_UNREACHABLE', message)
  }

  /** @throws STORE_UNREACHABLE for another host that is not allowed, and for http in the place of https */
  #headersFor({ url, headers }: HttpRequest, next: URL | undefined): HttpRequest['headers'] {
    if (next?.origin === url.origin) return headers
    const isSafe = next?.protocol === 'https:' || (next?.protocol === 'http:' && url.protocol === 'http:')
    if (isSafe && next && this.#options.redirectHosts?.includes(next.host)) return () => new Headers()
    const host = next && /^[\w.:[\]-]{1,200}$/.test(next.host) ? next.host : 'another address'
    const what = `${shownUrl(url)} cannot be read: it leads on to ${isSafe ? host : 'an address that is not https'}`
    const hint = isSafe ? `; if that is right, set MODEL_STORE_REDIRECTS=${host}` : ''
    throw new SlipwayError('STORE_UNREACHABLE', `${what}${hint}.`)
  }

  async list(): Promise<undefined> {
    return undefined
  }

  #urlOf(path: string): URL {
    const url = new URL(path.split('/').map(encodeURIComponent).join('/'), this.#base)
    // A signature in the query belongs to every file.
    url.search = this.#base.search
    return url
  }

  #remember(path: string, { headers, bytes }: HttpAnswer): void {
    const validators = validatorsOf(headers)
    if (!validators || bytes.length > rememberedBytes) return
    if (this.#remembered.size >= rememberedFiles) this.#remembered.delete(this.#remembered.keys().next().value!)
    this.#remembered.set(path, { validators, bytes })
  }
}

/** What to send along next time, so that the server can answer 304. */
function validatorsOf(headers: Headers): Headers | undefined {
  const etag = headers.get('etag')
  if (etag) return new Headers({ 'if-none-match': etag })
  const modified = headers.get('last-modified')
  // Times are in whole seconds: a file that changed just now may change again within the same one (RFC 9110, 8.8.2.2).
  const ageMs = Date.parse(headers.get('date') ?? '') - Date.parse(modified ?? '')
  return modified && ageMs >= 2000 ? new Headers({ 'if-modified-since': modified }) : undefined
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function refusal(url: URL, status: number): SlipwayError {
  const hint = status === 401 || status === 403 ? ' Does the address need user:password@ in it?' : ''
  return new SlipwayError('STORE_UNREACHABLE', `${shownUrl(url)} cannot be read: it answered ${status}.${hint}`)
}
