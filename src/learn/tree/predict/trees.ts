import { SlipwayError } from '../../../errors.ts'
import type { Parts, Tensor } from '../../contract.ts'

/**
 * Trees as flat arrays, one tree after the other. Node i asks whether the entry in column `feature[i]` is at most
 * `threshold[i]`: if so the next node is `left[i]`, else `left[i] + 1`. A leaf has the feature −1.
 */
export interface Trees {
  /** The first node of each tree, shape `(trees,)`. */
  readonly roots: Int32Array
  /** Shape `(nodes,)`, like `threshold` and `left`. */
  readonly feature: Int32Array
  readonly threshold: Float64Array
  readonly left: Int32Array
  /** What each node would answer if it were a leaf, shape `(nodes, outputs)`. */
  readonly value: Float64Array
  /** The weight of the training rows that came to each node, in a unit of each tree, shape `(nodes,)`; trees of older versions have none. */
  readonly cover?: Float32Array | undefined
  readonly outputs: number
}

/** Whether it is known how many training rows came to each node. */
export function hasCover<T extends Trees>(trees: T): trees is T & { readonly cover: Float32Array } {
  return trees.cover !== undefined
}

/**
 * Adds to `sum`, shape `(d, outputs)`, what each column changed on the row's way from the roots to its leaves, times
 * `scale`. With the roots' values, these changes sum to the answer (Saabas, 2014).
 */
export function addPathChanges(trees: Trees, row: Float64Array, scale: number, sum: Float64Array): void {
  const { roots, feature, threshold, left, value, outputs } = trees
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t]
    for (let j = feature[node]; j >= 0; j = feature[node]) {
      const next = left[node] + (row[j] <= threshold[node] ? 0 : 1)
      for (let k = 0; k < outputs; k++) {
        sum[j * outputs + k] += scale * (value[next * outputs + k] - value[node * outputs + k])
      }
      node = next
    }
  }
}

/**
 * The trees of several, in their order. It empties the list that it gets, so that each part can go once it is copied: the
 * trees of a large forest take gigabytes, and would take twice as many.
 */
export function joinTrees(parts: Trees[]): Trees {
  const outputs = parts[0].outputs
  const nodes = parts.reduce((sum, part) => sum + part.feature.length, 0)
  const roots: number[] = []
  const feature = new Int32Array(nodes)
  const threshold = new Float64Array(nodes)
  const left = new Int32Array(nodes)
  const value = new Float64Array(nodes * outputs)
  const cover = parts.every((part) => part.cover) ? new Float32Array(nodes) : undefined
  let first = 0
  for (const [p, part] of parts.entries()) {
    parts[p] = noTrees
    for (const root of part.roots) roots.push(first + root)
    feature.set(part.feature, first)
    threshold.set(part.threshold, first)
    for (let i = 0; i < part.left.length; i++) left[first + i] = part.feature[i] < 0 ? 0 : first + part.left[i]
    value.set(part.value, first * outputs)
    if (part.cover) cover?.set(part.cover, first)
    first += part.feature.length
  }
  parts.length = 0
  return { roots: Int32Array.from(roots), feature, threshold, left, value, cover, outputs }
}

const noTrees: Trees = {
  roots: new Int32Array(),
  feature: new Int32Array(),
  threshold: new Float64Array(),
  left: new Int32Array(),
  value: new Float64Array(),
  outputs: 1,
}

export function treeTensors({ roots, feature, threshold, left, value, cover, outputs }: Trees): Parts['tensors'] {
  const column = (data: Int32Array | Float32Array | Float64Array): Tensor => ({ shape: [data.length], data })
  return {
    roots: column(roots),
    feature: column(feature),
    threshold: column(threshold),
    left: column(left),
    value: { shape: [feature.length, outputs], data: value },
    ...(cover && { cover: column(cover) }),
  }
}

/**
 * Reads trees, and checks that every walk ends: a node's children stand behind it. One that led back would hang whoever
 * predicts.
 * @throws ARTIFACT_CORRUPT
 */
export function treesFromTensors(tensors: Parts['tensors']): Trees {
  const trees = {
    roots: tensors.roots!.data as Int32Array,
    feature: tensors.feature!.data as Int32Array,
    threshold: tensors.threshold!.data as Float64Array,
    left: tensors.left!.data as Int32Array,
    value: tensors.value!.data as Float64Array,
    cover: tensors.cover?.data as Float32Array | undefined,
    outputs: tensors.value!.shape[1],
  }
  checkWalks(trees)
  return trees
}

function checkWalks({ roots, feature, threshold, left, value, cover, outputs }: Trees): void {
  const nodes = feature.length
  if (threshold.length !== nodes || left.length !== nodes || value.length !== nodes * outputs)
    throw corruptTrees(`there are ${nodes} nodes, but not as many thresholds, children and values`)
  if (cover && (cover.length !== nodes || !cover.every((weight) => weight > 0 && weight < Number.POSITIVE_INFINITY)))
    throw corruptTrees(`expected a cover above 0 for each of ${nodes} nodes`)
  const lost = roots.find((root) => !(root >= 0 && root < nodes))
  if (lost !== undefined) throw corruptTrees(`a tree begins at node ${lost}, of ${nodes}`)
  for (let i = 0; i < nodes; i++) {
    const isInner = feature[i] >= 0
    const child = left[i]
    if (isInner && !(child > i && child + 1 < nodes))
      throw corruptTrees(`node ${i} has its children at ${child}, expected them behind it and before ${nodes}`)
  }
}

export function corruptTrees(what: string): SlipwayError {
  return new SlipwayError('ARTIFACT_CORRUPT', `trees: ${what}; train again or roll back.`)
}
