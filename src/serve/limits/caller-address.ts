import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Problem } from '../../errors.ts'

/** Which proxies' `X-Forwarded-For` is believed: so many in a row before the server, or those of some networks. */
export type TrustedProxies = { readonly hops: number } | { readonly networks: readonly string[] }

/** The address of who sent a request. */
export type CallerAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string

/** Entries of a header that are looked at: real chains have a few, and a client can send thousands. */
const mostProxies = 32

/**
 * The address that a request came from: of the connection, or behind proxies that are trusted, the one that they wrote
 * into `X-Forwarded-For`. Each proxy appends the address that it was called from, so the header is read from its end, as
 * far as it was written by who is trusted: what stands before that is the caller's own word.
 */
export function callerAddress(trusted: TrustedProxies | undefined): CallerAddress {
  if (trusted === undefined) return ({ socket }) => unmapped(socket.remoteAddress ?? '')
  const isTrusted =
    'hops' in trusted ? (_: string, depth: number) => depth < trusted.hops : trustNetworks(trusted.networks)
  return ({ headers, socket }) => {
    let address = unmapped(socket.remoteAddress ?? '')
    const header = headers['x-forwarded-for']
    if (header === undefined) return address
    // Node joins a header that is there several times by ", ", in their order.
    const text = String(header)
    for (let end = text.length, depth = 0; end > 0 && depth < mostProxies && isTrusted(address, depth); depth++) {
      const comma = text.lastIndexOf(',', end - 1)
      const before = plain(text.slice(comma + 1, end).trim())
      // "unknown", or nonsense: whoever wrote it is the last that is known.
      if (isIP(before) === 0) break
      address = before
      end = comma
    }
    return address
  }
}

/**
 * What an address is counted by: an IPv4 address itself, of an IPv6 address its network of 64 bits, since whoever has
 * one of its addresses has them all.
 */
export function limitKey(address: string): string {
  if (!address.includes(':') || isIP(address) !== 6) return address
  const [head = '', tail] = address.split('%', 1)[0]!.split('::', 2)
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  // An IPv4 address at the end stands for two groups; it is never among the first four.
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length - (address.includes('.') ? 1 : 0)
  const groups = [...front, ...Array<string>(Math.max(0, zeros)).fill('0'), ...back].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/**
 * Reads `TRUST_PROXY`: a number of proxies, or addresses and networks such as `10.0.0.0/8, fd00::/8`.
 * @returns the problem, where it is neither
 */
export function parseTrustedProxies(text: string): TrustedProxies | Problem {
  if (/^\d+$/.test(text) && Number(text) <= mostProxies) return { hops: Number(text) }
  const networks = text.split(',').map((part) => part.trim())
  const odd = networks.find((network) => !isNetwork(network))
  if (odd === undefined) return { networks }
  return {
    path: 'TRUST_PROXY',
    message:
      `expected the number of proxies before the server, 0 to ${mostProxies}, or their networks, such as ` +
      `"10.0.0.0/8,fd00::/8", got "${text}"${networks.length > 1 ? ` ("${odd}" is no network)` : ''}.`,
  }
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
}

function trustNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    const type = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, type)
    else list.addSubnet(address, Number(prefix), type)
  }
  return (address) => {
    const version = isIP(address)
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4')
  }
}

/** An entry of the header without a port or brackets, which some proxies write. */
function plain(text: string): string {
  if (isIP(text) !== 0) return unmapped(text)
  const [, inBrackets, beforePort] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? []
  return unmapped(inBrackets ?? beforePort ?? text)
}

/** IPv4 as such, where IPv6 carries it. */
function unmapped(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}
