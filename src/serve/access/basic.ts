export interface BasicCredentials {
  readonly username: string
  readonly password: string
}

const basic = /^Basic +([A-Za-z0-9+/_-]+={0,2}) *$/i
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads `Authorization: Basic base64(user:password)` (RFC 7617), as UTF-8. The user name ends at the first colon; a
 * password may have some. Undefined where the header is anything else.
 */
export function parseBasic(header: string): BasicCredentials | undefined {
  const match = basic.exec(header)
  if (match === null) return undefined
  let text: string
  try {
    text = utf8.decode(Buffer.from(match[1]!, 'base64'))
  } catch {
    return undefined
  }
  const colon = text.indexOf(':')
  return colon === -1 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) }
}
