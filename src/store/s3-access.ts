import { createHash } from 'node:crypto'
import { SlipwayError } from '../errors.ts'
import type { WritableFileAccess } from './file-access.ts'
import { type HttpAnswer, type HttpOptions, type HttpRequest, httpSend } from './http-send.ts'
import type { S3Settings } from './s3-settings.ts'

/** The longest page of a list: a thousand names of at most 1,024 bytes, and what stands around them. */
const pageLimitBytes = 1 << 23
/** A million names; a server that never comes to an end is none. */
const mostPages = 1000
/** A small file is read to its end even where less is asked for: cutting it off would cost the connection. */
const smallBytes = 1 << 16

/** A store in a bucket of S3, Amazon's or any server that speaks its language. `s3://bucket/prefix` */
export class S3Access implements WritableFileAccess {
  readonly url: string
  readonly isRemote = true
  readonly #bucket: string
  /** Ends with a slash, or is empty. */
  readonly #prefix: string
  readonly #base: URL
  readonly #settings: S3Settings
  readonly #options: HttpOptions

  /** @throws INVALID_OPTION where the address names no bucket */
  constructor(url: string, settings: S3Settings, options: HttpOptions = {}) {
    const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/+([^?#]*))?$/i.exec(url) ?? []
    if (bucket === undefined) {
      const message = `${JSON.stringify(url)} is no address of a store in S3; expected s3://bucket or s3://bucket/prefix.`
      throw new SlipwayError('INVALID_OPTION', message)
    }
    this.url = url.replace(/\/+$/, '')
    this.#bucket = bucket
    this.#prefix = prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`
    this.#base = bucketAddress(bucket, settings)
    this.#settings = settings
    this.#options = options
  }

  async get(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const answer = await this.#send({ url: this.#urlOf(path), maxBytes: Math.max(maxBytes, smallBytes) })
    if (answer.status === 200) return answer.bytes.subarray(0, maxBytes + 1)
    const reason = await this.#refusal(answer)
    if (answer.status === 404) return undefined
    throw new SlipwayError('STORE_UNREACHABLE', `${this.url}/${path} cannot be read: ${reason}`)
  }

  async list(path: string): Promise<string[]> {
    const { parseListPage } = await import('./s3-xml.ts')
    const below = `${this.#prefix}${path}/`
    const keys: string[] = []
    let next: string | undefined
    for (let pages = 0; pages === 0 || next !== undefined; pages++) {
      if (pages === mostPages)
        throw new SlipwayError('STORE_UNREACHABLE', `${this.url}/${path} has over a million files.`)
      const url = new URL(this.#base)
      url.searchParams.set('list-type', '2')
      url.searchParams.set('prefix', below)
      if (next !== undefined) url.searchParams.set('continuation-token', next)
      const answer = await this.#send({ url, maxBytes: pageLimitBytes })
      if (answer.status !== 200) {
        const reason = await this.#refusal(answer)
        throw new SlipwayError('STORE_UNREACHABLE', `${this.url}/${path} cannot be listed: ${reason}`)
      }
      const page = parseListPage(answer.bytes)
      if (page === undefined) {
        throw new SlipwayError(
          'STORE_UNREACHABLE',
          `${this.url}/${path} cannot be listed: the answer is no list of S3's.`,
        )
      }
      keys.push(...page.keys)
      next = page.next
    }
    return keys.map((key) => key.slice(below.length)).filter((name) => !/(^|\/)(\.|$)/.test(name))
  }

  /** Hidden names are in no list; nothing can be asked of a bucket about its rights but by using them. */
  async checkWritable(path: string): Promise<void> {
    await this.put(`${path}/.write-check`, Buffer.from('\n'))
  }

  async put(path: string, bytes: Uint8Array): Promise<void> {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const request = { url: this.#urlOf(path), method: 'PUT', body: bytes, maxBytes: smallBytes } as const
    const answer = await this.#send(request, sha256).catch((cause: Error) => {
      throw new SlipwayError('WRITE_FAILED', `${cause.message} What was there before is unchanged.`, { cause })
    })
    if (answer.status === 200) return
    const reason = await this.#refusal(answer)
    throw new SlipwayError('WRITE_FAILED', `${this.url}/${path} could not be written: ${reason}`)
  }

  /** S3 has no folders and no way to write several files in one step: the last one makes the folder count. */
  async putFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    for (const [name, bytes] of files) await this.put(`${path}/${name}`, bytes)
  }

  #urlOf(path: string): URL {
    const url = new URL(this.#base)
    const key = `${this.#prefix}${path}`.split('/').map(encodeURIComponent).join('/')
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${key}`
    return url
  }

  /** A redirect is no answer to follow: the signature is good for one host only. */
  #send(request: HttpRequest, sha256 = sha256OfNothing): Promise<HttpAnswer> {
    const headers = () => this.#sign(request, sha256)
    return httpSend({ ...request, headers }, this.#options)
  }

  async #sign({ url, method = 'GET' }: HttpRequest, sha256: string): Promise<Headers> {
    const { credentials, region } = this.#settings
    if (credentials === undefined) return new Headers()
    const { AwsV4Signer } = await import('aws4fetch')
    const signer = new AwsV4Signer({
      ...credentials,
      ...{ url: url.href, method, region, service: 's3', headers: { 'x-amz-content-sha256': sha256 } },
    })
    return (await signer.sign()).headers
  }

  /**
   * What the server says to a request that it does not fulfil, and what to do about it.
   * @throws STORE_NOT_FOUND where there is no such bucket
   */
  async #refusal({ status, headers, bytes }: HttpAnswer): Promise<string> {
    const { parseError } = await import('./s3-xml.ts')
    const { code, message } = parseError(bytes)
    const said = `it answered ${[status, code].filter(Boolean).join(' ')}${message && ` (${plain(message)})`}.`
    const region = headers.get('x-amz-bucket-region')
    if (code === 'NoSuchBucket') {
      // No bucket comes from waiting.
      const message = `${this.url}: there is no bucket ${this.#bucket}; make it, or name another store.`
      throw new SlipwayError('STORE_NOT_FOUND', message)
    }
    if (status >= 300 && status < 400 && region) {
      return `the bucket is in another region; set AWS_REGION=${region}.`
    }
    const isUnknown = status === 401 || status === 403
    const hint = isUnknown && !this.#settings.credentials ? ' Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.' : ''
    return `${said}${hint}`
  }
}

const sha256OfNothing = createHash('sha256').digest('hex')

/** Amazon has a host for every bucket, except where a dot in the name would not fit its certificate. */
function bucketAddress(bucket: string, { endpoint, region }: S3Settings): URL {
  if (endpoint !== undefined) return new URL(`${endpoint.href.replace(/\/$/, '')}/${bucket}`)
  const host = `s3.${region}.amazonaws.com`
  return new URL(bucket.includes('.') ? `https://${host}/${bucket}` : `https://${bucket}.${host}/`)
}

/** A message of a server as it may be shown: one line, short, and nothing that moves a terminal's cursor. */
function plain(message: string): string {
  return message
    .replace(/[^\P{C} ]/gu, ' ')
    .slice(0, 200)
    .replace(/\.$/, '')
}
