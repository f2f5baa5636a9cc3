import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { SlipwayError } from '../errors.ts'

/** Listens; gives the port, which the system chose where 0 was asked for. @throws PORT_IN_USE, INVALID_OPTION */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, host, port)
  }
  return (app.server.address() as AddressInfo).port
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): SlipwayError {
  const cause = { cause: error }
  switch (error.code) {
    case 'EADDRINUSE':
      return new SlipwayError(
        'PORT_IN_USE',
        `Port ${port} is in use by another process; end that one, or choose another with --port or PORT.`,
        cause,
      )
    case 'EACCES':
      return new SlipwayError(
        'INVALID_OPTION',
        `Port ${port} may not be used by this user; choose one from 1024 on.`,
        cause,
      )
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
    case 'EAI_AGAIN':
      return new SlipwayError(
        'INVALID_OPTION',
        `HOST: "${host}" is no address of this machine; 0.0.0.0 means all of them.`,
        cause,
      )
    default:
      return new SlipwayError('INTERNAL', `Cannot listen on ${host}:${port}: ${error.message}.`, cause)
  }
}

/** Where to find the server, as a person would type it. */
export function toUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
