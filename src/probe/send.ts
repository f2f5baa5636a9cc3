import http from 'node:http'
import https from 'node:https'

export interface Sent {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

export interface Received {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
}

// Connections are kept: thousands of requests in a row would otherwise run out of ports.
const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

/** One exchange over HTTP, as it is: no redirect followed, no port refused (as `fetch` does with some). */
export function send(url: URL, { method, headers, body }: Sent, timeoutMs: number): Promise<Received> {
  const agent = agents[url.protocol as keyof typeof agents]
  const { request } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const exchange = request(url, { method, headers, agent, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    exchange.on('error', reject)
    exchange.end(body)
  })
}
