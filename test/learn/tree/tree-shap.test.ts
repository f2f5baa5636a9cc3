import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type BoostedTrees,
  type Contributions,
  denseMatrix,
  HistGradientBoostingClassifier,
  HistGradientBoostingClassifierModel,
  HistGradientBoostingRegressor,
  Random,
  RandomForestClassifier,
  type Trees,
} from 'slipway/learn'
import { gaussLegendre } from '../../../src/learn/tree/explain/gauss-legendre.ts'
import { TreeShap } from '../../../src/learn/tree/explain/tree-shap.ts'
import { nextNode } from '../../../src/learn/tree/predict/boosted-trees.ts'
import { assertClose, readReference } from '../../support/reference.ts'

interface Reference {
  readonly X: number[][]
  readonly cases: readonly {
    readonly name: string
    readonly trees: readonly TheirTree[]
    readonly scale: number
    readonly baseline: number[] | null
    /** Shape `(rows, columns, outputs)`. */
    readonly values: number[][][]
    readonly expected: number[]
  }[]
}

interface TheirTree {
  readonly left: number[]
  readonly right: number[]
  readonly feature: number[]
  readonly threshold: number[]
  readonly value: number[][]
  readonly cover: number[]
}

const { X, cases } = readReference<Reference>('tree_shap')

for (const { name, trees: theirs, scale, baseline, values, expected } of cases) {
  test(`contributions are those of the shap package: ${name}`, () => {
    const trees = siblingsTogether(theirs)
    const { feature, threshold, outputs } = trees
    const shap = new TreeShap(trees, (node, row) => row[feature[node]!]! <= threshold[node]!)
    const found = X.map((row) => {
      const sum = new Float64Array(row.length * outputs)
      shap.add([Float64Array.from(row)], scale, outputs, sum)
      return sum
    })
    assertClose(
      found.flatMap((sum) => [...sum]),
      values.flat(2),
      1e-9,
    )
    const bias = Float64Array.from(baseline ?? new Float64Array(outputs))
    theirs.forEach((_, t) => {
      for (let k = 0; k < outputs; k++) bias[k]! += scale * shap.means[t * outputs + k]!
    })
    assertClose(bias, expected, 1e-9)
  })
}

/** Their trees in the layout of this library, in which children stand side by side. */
function siblingsTogether(theirs: readonly TheirTree[]): Trees & { cover: Float32Array } {
  const nodes = { feature: [] as number[], threshold: [] as number[], left: [] as number[] }
  const [value, cover, roots]: [number[], number[], number[]] = [[], [], []]
  const add = (tree: TheirTree, node: number): number => {
    const isLeaf = tree.left[node]! < 0
    value.push(...tree.value[node]!)
    cover.push(tree.cover[node]!)
    nodes.threshold.push(tree.threshold[node]!)
    nodes.left.push(0)
    return nodes.feature.push(isLeaf ? -1 : tree.feature[node]!) - 1
  }
  for (const tree of theirs) {
    const open: (readonly [number, number])[] = [[0, add(tree, 0)]]
    roots.push(open[0]![1])
    for (let next = open.pop(); next; next = open.pop()) {
      const [theirNode, ours] = next
      if (tree.left[theirNode]! < 0) continue
      const [one, other] = [tree.left[theirNode]!, tree.right[theirNode]!]
      nodes.left[ours] = add(tree, one)
      open.push([one, nodes.left[ours]!], [other, add(tree, other)])
    }
  }
  return {
    roots: Int32Array.from(roots),
    feature: Int32Array.from(nodes.feature),
    threshold: Float64Array.from(nodes.threshold),
    left: Int32Array.from(nodes.left),
    value: Float64Array.from(value),
    cover: Float32Array.from(cover),
    outputs: theirs[0]!.value[0]!.length,
  }
}

/** Columns of numbers with gaps, and one of codes; what is learned hangs on them together. */
function makeRows(n: number) {
  const random = new Random(12)
  const rows = Array.from({ length: n }, () => [
    random.next(),
    random.below(6) === 0 ? Number.NaN : random.next(),
    random.below(9),
    random.next(),
  ])
  const y = rows.map(([a = 0, b = 0, c = 0]) => (Number.isNaN(b) ? 1 : a * b * 4) + (c % 3) * a)
  return { X: denseMatrix(rows), rows, y }
}

test('with gaps and categories they are the mean over all orders of the columns', () => {
  const { X, rows, y } = makeRows(500)
  const options = { maxIter: 12, maxLeafNodes: 20, categoricalFeatures: [2], minSamplesLeaf: 5 }
  const model = new HistGradientBoostingRegressor(options).fit(X, y)
  const { bias, values } = model.contributions(X)
  const levels = model.levels.get(2)!
  for (const i of [0, 3, 77, 499]) {
    const row = Float64Array.from(rows[i]!)
    row[2] = levels.indexOf(row[2]!)
    const worth = (known: number) => model.baseline[0]! + expected(model.trees as Covered, row, known)
    assertClose(bias[0]!, worth(0), 1e-12)
    assertClose(values.slice(4 * i, 4 * i + 4), shapleyByDefinition(worth, 4), 1e-12)
  }
})

type Covered = BoostedTrees & { readonly cover: Float32Array }

/** What the trees answer where the columns in the bits of `known` are known, the others by covers. */
function expected(trees: Covered, row: Float64Array, known: number): number {
  const of = (node: number): number => {
    const [j, one] = [trees.feature[node]!, trees.left[node]!]
    if (j < 0) return trees.value[node]!
    if ((known >> j) % 2 === 1) return of(nextNode(trees, node, row))
    const [left, right] = [trees.cover[one]!, trees.cover[one + 1]!]
    return (left * of(one) + right * of(one + 1)) / (left + right)
  }
  return trees.roots.reduce((sum, root) => sum + of(root), 0)
}

/** Σ over sets S without i of |S|! (d − 1 − |S|)! / d! · (worth of S and i − worth of S). */
function shapleyByDefinition(worth: (known: number) => number, d: number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const sizeOf = (set: number): number => (set === 0 ? 0 : (set & 1) + sizeOf(set >> 1))
  return Array.from({ length: d }, (_, i) => {
    let sum = 0
    for (let set = 0; set < 2 ** d; set++) {
      if ((set >> i) % 2 === 1) continue
      const weight = (factorial(sizeOf(set)) * factorial(d - 1 - sizeOf(set))) / factorial(d)
      sum += weight * (worth(set | (1 << i)) - worth(set))
    }
    return sum
  })
}

test('contributions and their bias sum to what a model answers, deep trees and several classes too', () => {
  const { X, y } = makeRows(600)
  const filled = denseMatrix(makeRows(600).rows.map((row) => row.map((x) => (Number.isNaN(x) ? -1 : x))))
  const labels = y.map((target) => ['low', 'middle', 'high'][Math.min(2, Math.floor(target))]!)
  const forest = new RandomForestClassifier({ nEstimators: 12 }).fit(filled, labels)
  assertClose(sums(forest.contributions(filled)), forest.predictProba(filled).values, 1e-12)
  const boosting = new HistGradientBoostingClassifier({ maxIter: 15 }).fit(X, labels)
  assertClose(sums(boosting.contributions(X)), boosting.decisionFunction(X).values, 1e-11)
})

test('a model from before covers were kept is explained by what each column changed on the way down', () => {
  const { X, y } = makeRows(300)
  const labels = y.map((target) => (target > 1 ? 'high' : 'low'))
  const parts = new HistGradientBoostingClassifier({ maxIter: 10 }).fit(X, labels).toParts()
  const { cover, ...tensors } = parts.tensors
  assert.ok(cover)
  const old = HistGradientBoostingClassifierModel.fromParts({ ...parts, tensors })
  assertClose(sums(old.contributions(X)), old.decisionFunction(X).values, 1e-12)
  const damaged = { ...parts.tensors, cover: { ...cover, data: new Float32Array(cover.data.length) } }
  assert.throws(() => HistGradientBoostingClassifierModel.fromParts({ ...parts, tensors: damaged }), {
    code: 'ARTIFACT_CORRUPT',
    message: /expected a cover above 0/,
  })
})

/** bias + Σ over the columns, shape `(n, outputs)`. */
function sums({ bias, values, outputs }: Contributions): Float64Array {
  const rows = values.length / (outputs * 4)
  return Float64Array.from({ length: rows * outputs }, (_, e) => {
    const [i, k] = [Math.floor(e / outputs), e % outputs]
    return [0, 1, 2, 3].reduce((sum, j) => sum + values[(4 * i + j) * outputs + k]!, bias[k]!)
  })
}

test('the places and weights of an integral are exact for polynomials of degrees below twice their number', () => {
  for (const n of [1, 2, 5, 16, 40]) {
    const { places, weights } = gaussLegendre(n)
    for (let degree = 0; degree < 2 * n; degree++) {
      const integral = places.reduce((sum, x, q) => sum + weights[q]! * x ** degree, 0)
      assertClose(integral, 1 / (degree + 1), 1e-14)
    }
  }
})
