const parameter = /;\s*charset\s*=\s*"?([^\s";]*)/i

/** The charset that a `Content-Type` names where it is not UTF-8, which JSON is (RFC 8259); undefined where all is well. */
export function otherCharset(contentType: string | undefined): string | undefined {
  if (contentType === undefined || !contentType.includes(';')) return undefined
  const charset = parameter.exec(contentType)?.[1]
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset) ? undefined : charset.slice(0, 40)
}

/** The type of a body that is read as JSON whatever it says it is; in which charset it is still counts. */
export function asJsonType(contentType: string | undefined): string {
  const charset = otherCharset(contentType)
  return charset === undefined ? 'application/json' : `application/json; charset=${charset}`
}
