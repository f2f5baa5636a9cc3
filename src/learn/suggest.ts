/** The name that was probably meant, or undefined where none is near: at most a third of its letters differ. */
export function suggest(word: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase())
    if (distance < bestDistance && distance <= Math.max(1, Math.ceil(name.length / 3))) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/** Appended to a message: ` Did you mean "train"?`, or nothing. */
export function didYouMean(word: string, names: Iterable<string>, prefix = ''): string {
  const name = suggest(word, names)
  return name === undefined ? '' : ` Did you mean "${prefix}${name}"?`
}

/**
 * Letters to insert, delete, replace or swap with a neighbour to get from one word to the other
 * (optimal string alignment, O(|a| |b|)).
 */
function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j))
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : replaced
      rows[i][j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped)
    }
  }
  return at(a.length, b.length)
}
