import type { Contribution } from './ask.ts'

/** A piece of a text: a word, or what stands between words, and what it gave to the decision. */
export interface Piece {
  readonly text: string
  readonly contribution: number
}

/**
 * Finds what moved a decision in the text that was read. Features are not always as they stand there: models read words
 * in lower case, without accents, as stems ("disappoint", "happi"), in runs of several ("not good"), or as runs of
 * characters. A feature's contribution is shared by all the places where it is found, and there by its words.
 *
 * @returns the text in pieces, in order, and what was not found in it
 */
export function attribute(
  text: string,
  contributions: readonly Contribution[],
): { readonly pieces: readonly Piece[]; readonly elsewhere: readonly Contribution[] } {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}_'’]+|[^\s\p{L}\p{N}\p{M}_'’]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    plain: plain(match[0]),
    contribution: 0,
  }))
  const elsewhere: Contribution[] = []
  for (const entry of contributions) {
    const places = placesOf(plain(entry.feature), words)
    if (places.length === 0) elsewhere.push(entry)
    const share = entry.contribution / places.reduce((sum, place) => sum + place.length, 0)
    for (const place of places) for (const w of place) words[w]!.contribution += share
  }
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, contribution } of words) {
    if (start > at) pieces.push({ text: text.slice(at, start), contribution: 0 })
    pieces.push({ text: text.slice(start, end), contribution })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), contribution: 0 })
  return { pieces, elsewhere }
}

interface Word {
  readonly plain: string
}

/** Where a feature is: runs of places of words, the closest kind of likeness that there is. */
function placesOf(feature: string, words: readonly Word[]): number[][] {
  const parts = feature.trim().split(/\s+/)
  for (const isLike of [same, isStemOf]) {
    const found = runs(parts, words, isLike)
    if (found.length > 0) return found
  }
  // A run of characters: wherever it stands inside of words.
  const [first = '', ...rest] = parts
  if (rest.length > 0 || first === '') return runs(parts, words, endsAndBegins)
  return words.flatMap(({ plain }, w) => (plain.includes(first) ? [[w]] : []))
}

type Likeness = (part: string, word: string, place: number, last: number) => boolean

/** Words may be left out between the parts of a run: models skip stop words, and punctuation. */
const mostLeftOut = 2

function runs(parts: readonly string[], words: readonly Word[], isLike: Likeness): number[][] {
  const found: number[][] = []
  const last = parts.length - 1
  for (let from = 0; from < words.length; from++) {
    if (!isLike(parts[0]!, words[from]!.plain, 0, last)) continue
    const run = [from]
    for (let p = 1; p < parts.length; p++) {
      const after = run.at(-1)! + 1
      const next = words
        .slice(after, after + mostLeftOut + 1)
        .findIndex((word) => isLike(parts[p]!, word.plain, p, last))
      if (next < 0) break
      run.push(after + next)
    }
    if (run.length === parts.length) found.push(run)
  }
  return found
}

const same: Likeness = (part, word) => part === word

/** Stems are beginnings of words, but for a last letter or two that they change: happy → happi, dying → die. */
const isStemOf: Likeness = (part, word) => {
  let common = 0
  while (common < part.length && common < word.length && part[common] === word[common]) common++
  return common >= Math.min(part.length, 3) && common >= part.length - 1 && word.length - common <= 7
}

/** A run of characters over a space: the end of a word, whole words, the beginning of another. */
const endsAndBegins: Likeness = (part, word, place, last) =>
  place === 0 ? word.endsWith(part) : place === last ? word.startsWith(part) : word === part

/** Lower case, without accents and apostrophes. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
}
