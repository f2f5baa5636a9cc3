import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileVader, VaderModel } from 'slipway/learn'
import { roundHalfEven } from '../../../src/learn/vader/round.ts'
import { vaderLexicon } from '../../../src/model/vader-lexicon/index.ts'
import { madeSentences } from './made-sentences.ts'

const vader = compileVader(vaderLexicon)
const sentences = [...madeSentences([...vaderLexicon.words.keys()], [...vaderLexicon.emoji.keys()], 7).take(2000)]

test('the committed lexicon has every word, emoticon and emoji of vaderSentiment 3.3.2, and its licence', () => {
  assert.equal(vaderLexicon.words.size, 7506)
  assert.equal(vaderLexicon.emoji.size, 3570)
  assert.equal(vaderLexicon.words.get("can't stand"), -2)
  assert.equal(vaderLexicon.words.get(':D'), 2.3)
  assert.equal(vaderLexicon.emoji.get('😀'), 'grinning face')
  assert.match(vaderLexicon.notice, /The MIT License \(MIT\)\n\nCopyright \(c\) 2016 C\.J\. Hutto/)
})

test('a model taken apart and put together gives the same parts, scores and licence', () => {
  const parts = vader.toParts()
  const again = VaderModel.fromParts(parts)
  assert.deepEqual(again.toParts(), parts)
  assert.equal(parts.config.notice, vaderLexicon.notice)
  for (const text of sentences.slice(0, 200)) assert.deepEqual(again.score(text), vader.score(text))
})

test('an explanation sums to what the compound is made of', () => {
  for (const text of sentences) {
    const { bias, explanation } = vader.explain(text)
    const decision = explanation.reduce((sum, { contribution }) => sum + contribution, bias)
    const { compound } = vader.score(text)
    assert.ok(Math.abs(decision / Math.sqrt(decision ** 2 + 15) - compound) < 5.1e-5, text)
  }
})

test('an explanation names the words as they were written, strongest first', () => {
  assert.deepEqual(vader.explain('The GREAT ride, but a horrible queue!'), {
    bias: -0.292,
    explanation: [
      { feature: 'horrible', contribution: -2.5 * 1.5 },
      { feature: 'GREAT', contribution: (3.1 + 0.733) * 0.5 },
    ],
  })
  assert.deepEqual(vader.explain('nothing to see here!'), { bias: 0, explanation: [] })
})

test('a score does not depend on what was scored before', () => {
  const forwards = sentences.map((text) => vader.score(text))
  const backwards = sentences.toReversed().map((text) => vader.score(text))
  assert.deepEqual(backwards.toReversed(), forwards)
})

test('a lexicon of one’s own is used as it is', () => {
  const own = compileVader({
    words: new Map([
      ['quick', 2],
      ['schön', 3],
      ['Loud', -4],
      ['(𝒜𝒜)', 1],
      ["mayn't", 0.5],
    ]),
    emoji: new Map([['🐢', 'not quick']]),
    notice: 'ours',
  })
  assert.equal(own.score('SCHÖN').compound, own.score('schön').compound)
  assert.equal(own.score('Loud').compound, 0)
  assert.equal(own.score('(𝒜𝒜)').pos, 1)
  assert.ok(own.explain("mayn't be quick").explanation.some(({ contribution }) => contribution === 2))
  assert.equal(own.score('🐢').compound, own.score('not quick').compound)
})

test('a rating that is no number is refused by name', () => {
  const words = new Map([
    ['good', 1.9],
    ['odd', Number.NaN],
  ])
  assert.throws(() => compileVader({ words, emoji: new Map(), notice: '' }), {
    code: 'INVALID_INPUT',
    message: "VADER's lexicon, /words/odd: expected a finite number, got NaN.",
  })
})

test('halves are rounded to even, judged on the exact binary value', () => {
  assert.equal(roundHalfEven(0.0625, 3), 0.062)
  assert.equal(roundHalfEven(0.1875, 3), 0.188)
  assert.equal(roundHalfEven(-0.03125, 4), -0.0312)
  assert.equal(roundHalfEven(0.09375, 4), 0.0938)
  assert.equal(roundHalfEven(1.0005, 3), 1)
  assert.equal(roundHalfEven(0.0015, 3), 0.002)
  assert.equal(roundHalfEven(0.00025, 4), 0.0003)
  assert.equal(roundHalfEven(-1e-9, 4), -0)
})
