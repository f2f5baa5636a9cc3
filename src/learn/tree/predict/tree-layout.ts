import type { Trees } from './trees.ts'

/**
 * Where each node is to stand: siblings side by side, with six levels below them behind them, level by level, so that
 * the steps of a row stay near each other. (One row through 100 trees on 100,000 rows: 0.7 of the time of three levels,
 * which would fit one line of the processor's cache.) At the top of a large tree the smaller part comes first, so that
 * the way from a parent to its left child stays short.
 *
 * @returns the nodes' places, and how many there are: 0 where a way is longer than `longest`
 */
export function clusteredPlaces(trees: Trees, longest: number): { places: Int32Array; size: number } {
  const { roots, feature, left } = trees
  const places = new Int32Array(feature.length)
  const sizes = subtreeSizes(trees)
  const waiting: number[] = []
  let size = 0
  for (const root of roots) {
    places[root] = size++
    if (feature[root] >= 0) waiting.push(root)
    for (let top = waiting.pop(); top !== undefined; top = waiting.pop()) {
      let level = [top]
      for (let depth = sizes[top] > longest ? 1 : levels; depth > 0; depth--) {
        const next: number[] = []
        for (const node of level) {
          if (size - places[node] > longest) return { places, size: 0 }
          const first = left[node]
          places[first] = size++
          places[first + 1] = size++
          if (feature[first] >= 0) next.push(first)
          if (feature[first + 1] >= 0) next.push(first + 1)
        }
        level = next
      }
      // The last one is the first to be popped.
      level.sort((a, b) => sizes[b] - sizes[a])
      for (const node of level) waiting.push(node)
    }
  }
  return { places, size }
}

/** Levels that stand together. */
const levels = 6

/** How many nodes there are at and below each; children have larger numbers than their parents. */
function subtreeSizes({ feature, left }: Trees): Int32Array {
  const sizes = new Int32Array(feature.length).fill(1)
  for (let i = feature.length - 1; i >= 0; i--) if (feature[i] >= 0) sizes[i] += sizes[left[i]] + sizes[left[i] + 1]
  return sizes
}
