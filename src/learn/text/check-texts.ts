import { SlipwayError } from '../../errors.ts'

/**
 * Checks what comes in to be read, once, so that loops can trust it.
 * @param who names the caller in the message, such as `TfidfVectorizer.transform`.
 * @throws INVALID_INPUT for the first entry that is no string.
 */
export function checkTexts(who: string, texts: readonly string[]): void {
  if (!Array.isArray(texts)) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: expected a list of texts, got ${typeof texts}; put a single one in brackets.`,
    )
  }
  const wrong = texts.findIndex((text) => typeof text !== 'string')
  if (wrong < 0) return
  const got = texts[wrong] === null ? 'null' : typeof texts[wrong]
  throw new SlipwayError(
    'INVALID_INPUT',
    `${who}: expected a string in row ${wrong} (counted from 0), got ${got}; a missing text is ''.`,
  )
}
