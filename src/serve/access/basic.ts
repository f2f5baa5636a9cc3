export interface BasicCredentials {
  /** In Unicode's composed form (NFC), as the users file is read. */
  readonly username: string
  /** As it was sent. */
  readonly password: string
}

const basic = /^Basic +([A-Za-z0-9+/_-]+={0,2}) *$/i
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads `Authorization: Basic base64(user:password)` (RFC 7617): as UTF-8, and what is not UTF-8 as Latin-1, which is
 * what Python's `requests` and `curl` on a Latin-1 terminal send. The user name ends at the first colon; a password may
 * have some. Undefined where the header is anything else.
 */
export function parseBasic(header: string): BasicCredentials | undefined {
  const match = basic.exec(header)
  if (match === null) return undefined
  const text = decode(Buffer.from(match[1]!, 'base64'))
  const colon = text.indexOf(':')
  if (colon === -1) return undefined
  return { username: text.slice(0, colon).normalize('NFC'), password: text.slice(colon + 1) }
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
