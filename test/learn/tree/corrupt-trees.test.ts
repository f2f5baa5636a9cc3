import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DecisionTreeClassifier,
  denseMatrix,
  HistGradientBoostingClassifier,
  type Parts,
  readClassifier,
} from 'slipway/learn'

function treeParts(): Parts {
  const X = denseMatrix([[0], [1], [2], [3]])
  return structuredClone(new DecisionTreeClassifier().fit(X, ['a', 'b', 'a', 'b']).toParts())
}

test('a tree whose node leads back to itself or to one before is refused, as it would never end', () => {
  for (const back of [0, 1, -5]) {
    const parts = treeParts()
    ;(parts.tensors.left?.data as Int32Array)[0] = back - 1
    assert.throws(() => readClassifier(parts), {
      code: 'ARTIFACT_CORRUPT',
      message: new RegExp(`^trees: node 0 has its children at ${back - 1}, expected them behind it and before \\d+; `),
    })
  }
})

test('a tree that leads out of its nodes, begins outside of them or lacks some numbers is refused', () => {
  const out = treeParts()
  ;(out.tensors.left?.data as Int32Array)[0] = 1_000_000
  assert.throws(() => readClassifier(out), { code: 'ARTIFACT_CORRUPT' })
  const lost = treeParts()
  ;(lost.tensors.roots?.data as Int32Array)[0] = 99
  assert.throws(() => readClassifier(lost), { message: /^trees: a tree begins at node 99, of \d+; / })
  const { tensors, ...rest } = treeParts()
  const short = { ...rest, tensors: { ...tensors, threshold: { shape: [1], data: new Float64Array(1) } } }
  assert.throws(() => readClassifier(short), { message: /^trees: there are \d+ nodes, but not as many thresholds/ })
})

test('a list of categories that does not end is refused', () => {
  const X = denseMatrix(Array.from({ length: 60 }, (_, i) => [i % 6]))
  const y = Array.from({ length: 60 }, (_, i) => (i % 6 === 1 || i % 6 === 4 ? 'a' : 'b'))
  const options = { categoricalFeatures: [0], maxIter: 2, minSamplesLeaf: 2 }
  const parts = structuredClone(new HistGradientBoostingClassifier(options).fit(X, y).toParts())
  assert.ok(readClassifier(structuredClone(parts)))
  const listed = parts.tensors.listed?.data as Int32Array
  assert.ok(listed.length > 0)
  listed[0] = 2 ** 31 - 1
  assert.throws(() => readClassifier(parts), {
    message: /^trees: node \d+ has its categories at 0, where there is no list; /,
  })
})
