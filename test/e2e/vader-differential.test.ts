import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { compileVader } from 'slipway/learn'
import { vaderLexicon } from '../../src/model/vader-lexicon/index.ts'
import { madeSentences } from '../learn/vader/made-sentences.ts'
import { pythonWith } from '../support/python.ts'

/** `VADER_SENTENCES` asks for more; 300,000 take some minutes. `VADER_SEED` asks for others. */
const sentences = Number(process.env.VADER_SENTENCES ?? 5000)
const seed = Number(process.env.VADER_SEED ?? 1)

test(`VADER and vaderSentiment agree on ${sentences} sentences made at random`, (t) => {
  const python = pythonWith('vaderSentiment')
  if (python === undefined) return t.skip('needs Python with vaderSentiment 3.3.2')
  const vader = compileVader(vaderLexicon)
  for (let done = 0; done < sentences; done += 10_000) {
    const made = madeSentences([...vaderLexicon.words.keys()], [...vaderLexicon.emoji.keys()], seed + done)
    const texts = made.take(Math.min(sentences - done, 10_000)).toArray()
    const expected = scoresOfReference(python, texts)
    assert.equal(expected.length, texts.length)
    texts.forEach((text, i) => {
      assert.deepEqual({ text, ...vader.score(text) }, { text, ...expected[i] })
    })
  }
})

function scoresOfReference(python: string, texts: readonly string[]): object[] {
  const script = `${import.meta.dirname}/../reference/vader-scores.py`
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('')
  const { stdout, stderr, status } = spawnSync(python, [script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  assert.equal(status, 0, stderr)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
