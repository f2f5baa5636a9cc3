import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isSlipwayError, SlipwayError } from '../../errors.ts'
import { bindSocket, listen, portOf } from '../listen.ts'
import type { Log } from '../log.ts'
import { formatFor, formats, printMetrics } from './print.ts'
import type { MetricJson } from './snapshot.ts'

/** What every process of a server counted. */
export type CollectMetrics = () => Promise<readonly (readonly MetricJson[])[]>

export interface MetricsServer {
  readonly port: number
  close(): void
}

/**
 * Serves the metrics, and nothing else, at a port of their own: what publishes the service's port does not publish them.
 * It answers from before the models are loaded until the process ends.
 *
 * @throws PORT_IN_USE, INVALID_OPTION
 */
export async function serveMetrics(
  host: string,
  port: number,
  collect: CollectMetrics,
  log: Log,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    answer(request, response, collect).catch((error: Error) => {
      log.error({ err: error }, 'the metrics cannot be gathered')
      respond(response, 500, 'The metrics cannot be gathered; the log says why.\n')
    })
  })
  let bound: number
  try {
    const socket = await bindSocket(host, port)
    bound = portOf(socket)
    await listen(server, socket)
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, port)
  }
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { port: bound, close }
}

async function answer(request: IncomingMessage, response: ServerResponse, collect: CollectMetrics): Promise<void> {
  const path = request.url?.split('?', 1)[0]
  if (path !== '/metrics') respond(response, 404, 'Metrics are at /metrics.\n')
  else if (request.method !== 'GET' && request.method !== 'HEAD') respond(response, 405, 'GET reads the metrics.\n')
  else {
    const format = formatFor(request.headers.accept)
    respond(response, 200, await printMetrics(await collect(), format), formats[format])
  }
}

function respond(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(status === 405 && { allow: 'GET, HEAD' }),
  }
  response.writeHead(status, headers).end(body)
}

/** That a port is in use may come out when it is listened at only. */
function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE' && !isSlipwayError(error, 'PORT_IN_USE')) return error
  const message = `METRICS_PORT: port ${port} is in use by another process; choose another.`
  return new SlipwayError('PORT_IN_USE', message, { cause: error })
}
