import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compileVader } from 'slipway/learn'
import { isUpper } from '../../../src/learn/vader/letter-case.ts'
import { vaderLexicon } from '../../../src/model/vader-lexicon/index.ts'
import reference from '../../reference/vader.json' with { type: 'json' }
import { sharedData } from '../../support/shared-data.ts'

type Row = readonly [text: string, neg: number, neu: number, pos: number, compound: number]

const vader = compileVader(vaderLexicon)

for (const [rule, rows] of Object.entries(reference.rules)) {
  test(`${rule}: every score is vaderSentiment's, to the last digit`, () => {
    for (const [text, neg, neu, pos, compound] of rows as unknown as Row[]) {
      assert.deepEqual({ text, ...vader.score(text) }, { text, neg, neu, pos, compound })
    }
  })
}

test('the golden rows of the reference come out equal, all of them', (t) => {
  const path = sharedData('vader/golden.jsonl')
  if (path === undefined) return t.skip('needs shared data: vader/golden.jsonl')
  const rows = readFileSync(path, 'utf8').trim().split('\n')
  assert.equal(rows.length, 500)
  for (const row of rows) {
    const { text, ...expected } = JSON.parse(row)
    assert.deepEqual({ text, ...vader.score(text) }, { text, ...expected })
  }
})

test('a letter is a capital where Python 3.11 takes it for one', () => {
  const capitals = new Set(codePoints(reference.capitals))
  const small = new Set(codePoints(reference.small))
  for (let code = 0; code < 0x110000; code++) {
    const letter = String.fromCodePoint(code)
    assert.equal(isUpper(letter), capitals.has(code), `U+${code.toString(16)} alone`)
    assert.equal(isUpper(`A${letter}`), !small.has(code), `U+${code.toString(16)} after a capital`)
  }
})

function* codePoints(ranges: readonly number[]): Generator<number> {
  for (let at = 0; at < ranges.length; at += 2) {
    for (let code = ranges[at]!; code <= ranges[at + 1]!; code++) yield code
  }
}
