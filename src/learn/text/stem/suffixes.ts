/**
 * A function that finds the longest of the suffixes that a word ends in, if it begins at `from` or later. Suffixes
 * are sorted by their last letter, which most words have in common with few.
 */
export function suffixFinder(suffixes: Iterable<string>): (word: string, from?: number) => string | undefined {
  const byLast: (string[] | undefined)[] = []
  for (const suffix of [...suffixes].sort((a, b) => b.length - a.length)) {
    const last = suffix.charCodeAt(suffix.length - 1)
    byLast[last] ??= []
    byLast[last].push(suffix)
  }
  return (word, from = 0) => {
    const candidates = byLast[word.charCodeAt(word.length - 1)]
    if (candidates === undefined) return undefined
    for (const suffix of candidates) {
      if (word.length - suffix.length >= from && word.endsWith(suffix)) return suffix
    }
    return undefined
  }
}
