import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bestOf, type Candidate, goalOf, leadOf, shownLead } from '../../bench/kit/candidates.ts'

const accuracy = { key: 'accuracy', said: 'accuracy', larger: true }
const loss = { key: 'loss', said: 'loss', larger: false }
const scored = (family: string, accuracy: number[], loss: number[] = accuracy): Candidate => ({
  family,
  setting: 'any',
  scores: { accuracy, loss },
})

test('the best candidate is the one with the largest mean, or with the smallest where less is better', () => {
  const [low, high] = [scored('low', [0.1, 0.4]), scored('high', [0.3, 0.3])]
  assert.equal(bestOf([low, high], accuracy), high)
  assert.equal(bestOf([low, high], loss), low)
})

test('a lead is taken fold by fold, and its error knows that folds share training rows', () => {
  // Leads 0.1 and 0.3: mean 0.2, variance 0.02, times 1/2 for two folds and 1/(2 − 1) for what they share.
  const lead = leadOf(scored('ours', [0.6, 0.9]), scored('theirs', [0.5, 0.6]), accuracy, 2)
  assert.ok(Math.abs(lead.mean - 0.2) < 1e-12)
  assert.ok(Math.abs(lead.error - Math.sqrt(1.5 * 0.02)) < 1e-12)
  assert.equal(shownLead(lead), '+0.2000 ± 0.1732')
})

test('a goal is met by a lead and by a loss within its error, and missed by a greater loss', () => {
  const met = (ours: number[], theirs: number[], score = accuracy) =>
    goalOf('as good', scored('ours', ours), scored('theirs', theirs), score, 5).met
  assert.equal(met([0.9, 0.8, 0.7, 0.9, 0.8], [0.8, 0.8, 0.7, 0.9, 0.7]), true)
  assert.equal(met([0.9, 0.7, 0.7, 0.9, 0.8], [0.8, 0.9, 0.7, 0.9, 0.8]), true)
  assert.equal(met([0.8, 0.7, 0.6, 0.8, 0.7], [0.9, 0.8, 0.7, 0.9, 0.81]), false)
  assert.equal(met([0.8, 0.7, 0.6, 0.8, 0.7], [0.9, 0.8, 0.7, 0.9, 0.81], loss), true)
})
