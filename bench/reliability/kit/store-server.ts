import { readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A folder of models, given out over HTTP by a server that can be slow, go away, and send clients elsewhere. */
export class StoreServer {
  /** Before each answer. */
  delayMs = 0
  /** Takes requests and never answers. */
  isSilent = false
  /** Where requests for some paths are sent on to. */
  redirect: ((path: string) => string | undefined) | undefined
  requests = 0
  readonly port: number
  readonly #folder: string
  readonly #server: Server

  private constructor(folder: string, server: Server) {
    this.#folder = folder
    this.#server = server
    this.port = (server.address() as AddressInfo).port
    server.on('request', (request, response) => void this.#answer(request, response))
  }

  static async of(folder: string): Promise<StoreServer> {
    return new StoreServer(folder, await listening(0))
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Breaks every connection, as one that comes back does with those from before. */
  closeConnections(): void {
    this.#server.closeAllConnections()
  }

  close(): void {
    this.#server.close()
    this.closeConnections()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests++
    if (this.isSilent) return
    if (this.delayMs > 0) await sleep(this.delayMs)
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const elsewhere = this.redirect?.(pathname)
    if (elsewhere !== undefined) {
      response.writeHead(302, { location: elsewhere }).end()
      return
    }
    const file = join(this.#folder, decodeURIComponent(pathname))
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
    if (isFile) response.end(readFileSync(file))
    else response.writeHead(404).end('no such file')
  }
}

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server))
    server.on('error', reject)
  })
}
