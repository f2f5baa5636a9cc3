/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const pieces = [
  ...'the a of park parks parked parking ride rides riding great greatly love loved not never food queue queues'.split(
    ' ',
  ),
  ...'été étés ÉTÉ crème continuellement disneyland happiness généralement I x 1 2019 3rd snake_case __init__'.split(
    ' ',
  ),
  ...'incomprehensibilities incomprehensibility DISNEYLAND Park PARK İstanbul Straße ΟΔΥΣΣΕΥΣ ﬁne ½ ²³ 東京 は'.split(
    ' ',
  ),
  ...'😀 😀😀 👨‍👩‍👧 ❤️ 🇫🇷 𝒪𝒷 𝒪 𐐀𐐨 e\u0301te\u0301 नमस्ते שָׁלוֹם ... !!! -- \' " # @ _ __ constructor __proto__ toString'.split(
    ' ',
  ),
]
const separators = [' ', ' ', ' ', ' ', ' ', '  ', '\n', '\t\t', ', ', '. ', '-', '', '\u00a0', '\u2003', '\u200b', "'"]

/** Texts of up to forty pieces: words, emoji, accents, letters beyond U+FFFF, blanks of all kinds, and words never seen before. */
export function oddTexts(count: number, random: () => number): string[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const unseen = () =>
    Array.from({ length: 1 + Math.floor(random() * 14) }, () => pick([...'abcdeéinorstxyz_09'])).join('')
  return Array.from({ length: count }, () => {
    let text = ''
    for (let n = Math.floor(random() * 40); n > 0; n--)
      text += (random() < 0.15 ? unseen() : pick(pieces)) + pick(separators)
    return text
  })
}
