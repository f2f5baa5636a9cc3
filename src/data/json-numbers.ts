/** A string of JSON, or one of the words for numbers that JSON does not have. */
const stringOrWord = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g

/**
 * Parses JSON as Python writes it, with NaN, Infinity and −Infinity, which stand for no number that anybody can learn
 * from: null.
 * @throws SyntaxError for anything else that is not JSON, in the words of the platform for the text as it is
 */
export function parseJson(text: string, reviver?: Parameters<typeof JSON.parse>[1]): unknown {
  try {
    return JSON.parse(text, reviver)
  } catch (error) {
    const plain = text.replace(stringOrWord, (found) => (found.startsWith('"') ? found : 'null'))
    if (plain === text) throw error
    try {
      return JSON.parse(plain, reviver)
    } catch {
      throw error
    }
  }
}
