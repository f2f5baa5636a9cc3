/** Bold, faint and the plain colours, as our own tables have them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ownStyles = /^\x1b\[(?:0|1|2|4|22|24|3\d|9[0-7])m$/
/** Sequences of ours, and what moves a cursor, hides or turns round what stands in a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const notText = /\x1b\[\d{1,2}m|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

/**
 * A text as a terminal may show it. Data, names of columns and what servers answer may hold sequences that move the
 * cursor, set the window's title or write over what stands there; they are shown as `\x1b`. What goes to a file or a
 * pipe is left as it is.
 */
export function forTerminal(text: string, stream: { readonly isTTY?: boolean }): string {
  if (stream.isTTY !== true) return text
  return text.replace(notText, (found) => (ownStyles.test(found) ? found : escaped(found)))
}

/** Says a line on stderr. */
export function say(text: string): void {
  process.stderr.write(`${forTerminal(text, process.stderr)}\n`)
}

function escaped(text: string): string {
  return Array.from(text, (character) => {
    const code = character.charCodeAt(0)
    if (code >= 0x20 && code < 0x7f) return character
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`
  }).join('')
}
