import type { Trees } from 'slipway/learn'

/** The columns that a tree asks about and what its leaves answer, on a walk that goes left first. */
export interface TreeWalk {
  readonly columns: number[]
  readonly leaves: number[]
}

/** The walk through the tree that begins at `node`; leaves answer one number. */
export function walkLeftFirst(trees: Trees, node: number): TreeWalk {
  const { feature, left, value } = trees
  if (feature[node]! < 0) return { columns: [], leaves: [value[node]!] }
  const [one, other] = [walkLeftFirst(trees, left[node]!), walkLeftFirst(trees, left[node]! + 1)]
  return { columns: [feature[node]!, ...one.columns, ...other.columns], leaves: [...one.leaves, ...other.leaves] }
}
