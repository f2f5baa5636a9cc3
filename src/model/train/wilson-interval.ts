/** The 97.5th percentile of the normal distribution. */
const z = 1.959963984540054

/**
 * 95 % interval of a share, by Wilson's score:
 *
 *   (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n)
 *
 * It holds for few rows and for shares of 0 and 1, where the bootstrap and the normal interval have no width.
 * Source: Wilson (1927), JASA 22(158).
 *
 * @param hits how many of `n` were right, n at least 1
 */
export function wilsonInterval(hits: number, n: number): readonly [low: number, high: number] {
  const p = hits / n
  const middle = p + z ** 2 / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  const scale = 1 + z ** 2 / n
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)]
}
