/**
 * Finds parameters in a query string, `name=value&…`, percent-encoded as UTF-8, `+` for a space. What is no encoding
 * stands for itself, and bytes that are no UTF-8 become U+FFFD, as the URL standard has it.
 *
 * @returns for each of the names its value, a list where it comes more than once, or undefined where it does not
 */
export function findParameters(query: string, names: readonly string[]): (string | string[] | undefined)[] {
  const found: (string | string[] | undefined)[] = names.map(() => undefined)
  for (let start = 0; start < query.length; ) {
    const ampersand = query.indexOf('&', start)
    const end = ampersand === -1 ? query.length : ampersand
    const equals = query.indexOf('=', start)
    const nameEnd = equals === -1 || equals > end ? end : equals
    const name = query.slice(start, nameEnd)
    const at = names.indexOf(encoded.test(name) ? decode(query, start, nameEnd) : name)
    if (at !== -1) found[at] = together(found[at], decode(query, nameEnd + 1, end))
    start = end + 1
  }
  return found
}

const encoded = /[%+]/

function together(before: string | string[] | undefined, value: string): string | string[] {
  return before === undefined ? value : [before, value].flat()
}

let bytes = Buffer.allocUnsafeSlow(4096)

/**
 * The bytes are written to one buffer that is kept: a sentence has a `%20` after each word, and putting it together
 * from pieces of strings would make two of them a word.
 */
function decode(text: string, from: number, to: number): string {
  if (to - from > bytes.length) bytes = Buffer.allocUnsafeSlow(2 * (to - from))
  let length = 0
  let all = 0
  for (let i = from; i < to; i++) {
    let byte = text.charCodeAt(i)
    if (byte === 0x2b) {
      byte = 0x20
    } else if (byte === 0x25 && i + 2 < to) {
      // Negative where one of the two is no hexadecimal digit.
      const pair = (hexDigit(text.charCodeAt(i + 1)) << 4) | hexDigit(text.charCodeAt(i + 2))
      if (pair >= 0) {
        byte = pair
        i += 2
      }
    }
    all |= byte
    bytes[length++] = byte
  }
  // Node's parser gives the bytes of a URL as characters, so nothing above 255 comes here.
  return bytes.toString(all < 0x80 ? 'latin1' : 'utf8', 0, length)
}

const digits = new Int8Array(256).fill(-1)
for (let value = 0; value < 16; value++) {
  digits[value.toString(16).charCodeAt(0)] = value
  digits[value.toString(16).toUpperCase().charCodeAt(0)] = value
}

function hexDigit(code: number): number {
  return digits[code & 0xff]!
}
