import type { Problem } from '../../errors.ts'

/**
 * Reads `RATE_LIMIT_STORE`: `redis://` or `valkey://`, with an `s` for TLS. Both speak the same, and the client knows the
 * first.
 * @returns the problem, where it is none; it does not show the text, which may have a password
 */
export function parseCounterStore(text: string): URL | Problem {
  const url = URL.parse(text.replace(/^valkey(s?):/i, 'redis$1:'))
  if (url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '') return url
  return {
    path: 'RATE_LIMIT_STORE',
    message: 'expected an address such as redis://:PASSWORD@valkey.example.com:6379/0, or rediss:// with TLS.',
  }
}
