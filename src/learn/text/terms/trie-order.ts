import type { NgramTrie } from './ngram-trie.ts'

/**
 * The numbers of a trie in the order of their spelling, given that of their symbols: each n-gram comes before the
 * longer ones that begin with it. O(size), by a counting sort and one walk.
 *
 * For n-grams of words this is the order of the strings because the blank that joins them sorts before every
 * character of a word.
 * @param ranks the index of each symbol among the sorted symbols
 */
export function spellingOrder(trie: NgramTrie, ranks: Int32Array): Int32Array {
  const { size, keys } = trie
  const byRank = sortByLastSymbol(trie, ranks)
  // The children of node p are a chain that begins at first[p + 1]; those of the empty n-gram at first[0].
  const first = new Int32Array(size + 1).fill(-1)
  const next = new Int32Array(size)
  // From the last rank to the first, each goes to the front of its parent's chain.
  for (let i = size - 1; i >= 0; i--) {
    const node = byRank[i]
    const parent = keys[2 * node]
    next[node] = first[parent + 1]
    first[parent + 1] = node
  }
  const order = byRank
  let count = 0
  let node = first[0]
  while (node >= 0) {
    order[count++] = node
    const child = first[node + 1]
    if (child >= 0) {
      node = child
      continue
    }
    while (node >= 0 && next[node] < 0) node = keys[2 * node]
    if (node >= 0) node = next[node]
  }
  return order
}

function sortByLastSymbol({ size, keys }: NgramTrie, ranks: Int32Array): Int32Array {
  const places = new Int32Array(ranks.length + 1)
  for (let node = 0; node < size; node++) places[ranks[keys[2 * node + 1]] + 1]++
  for (let rank = 0; rank < ranks.length; rank++) places[rank + 1] += places[rank]
  const sorted = new Int32Array(size)
  for (let node = 0; node < size; node++) sorted[places[ranks[keys[2 * node + 1]]]++] = node
  return sorted
}
