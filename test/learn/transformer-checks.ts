import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Matrix, type Parts, type Transformer, type TransformerModel, takeRows, toDense } from 'slipway/learn'
import { writtenAndRead } from './written-and-read.ts'

export interface TransformerChecks<In> {
  readonly make: () => Transformer<In, Matrix, TransformerModel<In, Matrix>>
  readonly fromParts: (parts: Parts) => TransformerModel<In, Matrix>
  /** What it learns from: five rows or more. */
  readonly X: In
  /** Some of the rows. */
  readonly take: (X: In, places: readonly number[]) => In
  /** What has other columns than `X`, and is refused with a message; texts have no columns. */
  readonly other?: { readonly X: In; readonly message: RegExp }
  /** It learns nothing, so that no row at all is enough. @default false */
  readonly learnsNothing?: boolean
}

/** Registers the tests that everything which turns its input into numbers has to pass. */
export function checkTransformer<In>(name: string, checks: TransformerChecks<In>): void {
  const { make, fromParts, X, take, other, learnsNothing = false } = checks
  const check = (promise: string, run: () => void) => test(`${name}: ${promise}`, run)
  const rows = toDense(make().fitTransform(X).output).rows
  const every = Array.from({ length: rows }, (_, i) => i)
  const refused = (run: () => void, message: RegExp) => assert.throws(run, { code: 'INVALID_INPUT', message })

  check('fitting and asking leave the input as it was', () => {
    const before = structuredClone(X)
    const { model } = make().fitTransform(X)
    make().fit(X)
    model.transform(X)
    assert.deepEqual(X, before)
  })

  check('fitting twice gives the same bytes, and in one pass the same as in two', () => {
    const estimator = make()
    const { model, output } = estimator.fitTransform(X)
    assert.deepEqual(estimator.fit(X).toParts(), model.toParts())
    assert.deepEqual(make().fit(X).toParts(), model.toParts())
    assert.deepEqual(toDense(model.transform(X)), toDense(output))
  })

  check('shuffled rows come out shuffled, and a row alone as it does among others; none gives none', () => {
    const model = make().fit(X)
    const whole = model.transform(X)
    const order = [...every.slice(2), ...every.slice(0, 2)]
    assert.deepEqual(toDense(model.transform(take(X, order))), toDense(takeRows(whole, order)))
    for (const i of every) {
      assert.deepEqual(toDense(model.transform(take(X, [i]))), toDense(takeRows(whole, [i])), `row ${i}`)
    }
    const none = model.transform(take(X, []))
    assert.deepEqual([none.rows, none.columns], [0, whole.columns])
  })

  check('taken apart, and put together from JSON and tensors, it gives the same bytes', () => {
    const { model, output } = make().fitTransform(X)
    const parts = model.toParts()
    assert.equal(parts.kind, model.kind)
    const again = fromParts(writtenAndRead(parts))
    assert.deepEqual(toDense(again.transform(X)), toDense(output))
    assert.deepEqual(again.toParts(), parts)
    assert.deepEqual(again.featureNames(), model.featureNames())
  })

  check('every column that comes out has a name', () => {
    const { model, output } = make().fitTransform(X)
    assert.equal(model.featureNames().length, output.columns)
    assert.ok(model.featureNames().every((feature) => typeof feature === 'string' && feature !== ''))
  })

  check('one row is enough to learn from, and what it gives is a number or a gap', () => {
    const { output } = make().fitTransform(take(X, [0]))
    assert.equal(output.rows, 1)
    assert.ok(output.values.every((value) => Math.abs(value) < Number.POSITIVE_INFINITY || Number.isNaN(value)))
  })

  check('what it cannot learn from, and other columns than those of training, are refused with a reason', () => {
    if (learnsNothing) assert.equal(make().fitTransform(take(X, [])).output.rows, 0)
    else refused(() => make().fit(take(X, [])), /at least one row|texts with words/)
    if (other) refused(() => make().fit(X).transform(other.X), other.message)
  })
}
