import { lookup } from 'node:dns/promises'
import type { Server } from 'node:http'
import * as net from 'node:net'
import { type AddressInfo, isIP, type Server as NetServer } from 'node:net'
import { getSystemErrorName } from 'node:util'
import { SlipwayError } from '../errors.ts'

/**
 * A socket that is bound to its address, and takes no connection yet: whoever is given it listens with it. Several
 * processes may, and then they share one queue of connections, which lasts as long as one of them has it open.
 */
export interface BoundSocket {
  getsockname(out: Partial<AddressInfo>): number
  close(): void
}

/**
 * What Node binds with before it listens. Not in its documentation, but what its own `cluster` is made of: the documented
 * ways to bind also begin to accept at once, and a process that shares its socket must not.
 */
const { _createServerHandle: createHandle } = net as unknown as {
  readonly _createServerHandle: (address: string, port: number, family: number) => BoundSocket | number
}

/** Binds an address. @throws PORT_IN_USE, INVALID_OPTION */
export async function bindSocket(host: string, port: number): Promise<BoundSocket> {
  const { address, family } = await addressOf(host, port)
  const bound = createHandle(address, port, family)
  if (typeof bound === 'number') throw explain(getSystemErrorName(bound), host, port)
  // That the port is in use comes out late, when somebody listens or asks for the address.
  const failure = bound.getsockname({})
  if (failure === 0) return bound
  bound.close()
  throw explain(getSystemErrorName(failure), host, port)
}

/** The port of a socket, which the system chose where 0 was asked for. */
export function portOf(socket: BoundSocket): number {
  const address: Partial<AddressInfo> = {}
  socket.getsockname(address)
  return address.port ?? 0
}

/** Accepts connections from a bound socket. */
export function listen(server: Server, socket: BoundSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    ;(server as NetServer).listen(socket, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function addressOf(host: string, port: number): Promise<{ address: string; family: number }> {
  const family = isIP(host)
  if (family !== 0) return { address: host, family }
  try {
    return await lookup(host, { order: 'ipv4first' })
  } catch (error) {
    throw explain((error as NodeJS.ErrnoException).code, host, port, error)
  }
}

function explain(code: string | undefined, host: string, port: number, cause?: unknown): SlipwayError {
  switch (code) {
    case 'EADDRINUSE':
      return new SlipwayError(
        'PORT_IN_USE',
        `Port ${port} is in use by another process; end that one, or choose another with --port or PORT.`,
        { cause },
      )
    case 'EACCES':
      return new SlipwayError('INVALID_OPTION', `Port ${port} may not be used by this user; choose one from 1024 on.`, {
        cause,
      })
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
    case 'EAI_AGAIN':
      return new SlipwayError(
        'INVALID_OPTION',
        `HOST: "${host}" is no address of this machine; 0.0.0.0 means all of them.`,
        { cause },
      )
    default:
      return new SlipwayError('INTERNAL', `Cannot listen on ${host}:${port}: ${code}.`, { cause })
  }
}

/** Where to find the server, as a person would type it. */
export function toUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
