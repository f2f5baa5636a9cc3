import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compileVader } from 'slipway/learn'
import { vaderLexicon } from '../../../src/model/vader-lexicon/index.ts'
import { sharedData } from '../../support/shared-data.ts'

/** Pearson's correlation of the compound with the mean human rating, as vaderSentiment 3.3.2 gives on the same rows. */
const sets = [
  { name: 'tweets', rows: 3321, correlation: 0.8721009536485502 },
  { name: 'amazonReviewSnippets', rows: 2938, correlation: 0.6024677399570817 },
  { name: 'movieReviewSnippets', rows: 8472, correlation: 0.4222717926075145 },
  { name: 'nytEditorialSnippets', rows: 4135, correlation: 0.5116257706934629 },
]

const vader = compileVader(vaderLexicon)

for (const { name, rows, correlation } of sets) {
  test(`scores go with people's ratings as the reference's do: ${name}`, (t) => {
    const path = sharedData(`vader/${name}_GroundTruth.txt`)
    if (path === undefined) return t.skip(`needs shared data: vader/${name}_GroundTruth.txt`)
    const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n')
    const cells = lines.map((line) => line.split('\t'))
    const ratings = cells.map(([, rating]) => Number(rating))
    const compounds = cells.map(([, , text]) => vader.score(text!).compound)
    assert.equal(lines.length, rows)
    const ours = pearson(ratings, compounds)
    t.diagnostic(`correlation ${ours.toFixed(4)} over ${rows} rows`)
    assert.ok(Math.abs(ours - correlation) < 1e-9, `${ours} against ${correlation}`)
  })
}

function pearson(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(x), mean(y)]
  const products = (a: readonly number[], meanA: number, b: readonly number[], meanB: number) =>
    a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0)
  return products(x, meanX, y, meanY) / Math.sqrt(products(x, meanX, x, meanX) * products(y, meanY, y, meanY))
}
