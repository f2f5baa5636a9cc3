import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { testService } from 'slipway/testing'
import { algorithms } from '../algorithms.ts'
import { comments } from '../checks/rating.ts'
import { bob, clementine } from '../checks/users.ts'
import { generateReviews } from '../data/generate.ts'

const home = mkdtempSync(join(tmpdir(), 'review-stars-'))
after(() => rmSync(home, { recursive: true, force: true }))
const reviews = join(home, 'reviews.csv')
const lines = Array.from(generateReviews(800, 1), ({ Review_Text, Rating }) => `"${Review_Text}",${Rating}`)
writeFileSync(reviews, ['Review_Text,Rating', ...lines, ''].join('\n'))

const service = await testService(fileURLToPath(new URL('..', import.meta.url)), reviews)
after(() => service.close())

interface Rating {
  readonly algorithm: string
  readonly rating: number
  readonly probabilities: { readonly [stars: string]: number }
  readonly expected: number
}

const [praise, blame] = comments

async function answer<T>(path: string, body?: unknown): Promise<T> {
  const { status, body: given } = await service.ask({ path, user: bob, ...(body !== undefined && { body }) })
  assert.equal(status, 200, JSON.stringify(given))
  return given as T
}

test('wrong credentials and none are answered with 401 on every route of its own', async () => {
  const body = { comment: praise }
  const paths = ['/algorithms', '/performance', '/algorithms/naive-bayes/performance', '/algorithms/none/performance']
  const requests = [
    ...paths.map((path) => ({ path })),
    { path: '/rating', body },
    { path: '/algorithms/naive-bayes/rating', body },
  ]
  for (const request of requests) {
    assert.equal((await service.ask({ ...request, user: clementine })).status, 401, request.path)
    assert.equal((await service.ask({ ...request, user: ['bob', 'wrong'] })).status, 401, request.path)
    assert.equal((await service.ask(request)).status, 401, request.path)
  }
})

test('the list of algorithms has six, each with its accuracy and links that work', async () => {
  const list = await answer<{
    algorithms: { name: string; accuracy: number; links: { performance: string; rating: string } }[]
  }>('/algorithms')
  assert.deepEqual(
    list.algorithms.map(({ name }) => name),
    [...algorithms],
  )
  for (const { name, accuracy, links } of list.algorithms) {
    const performance = await answer<{ algorithm: string; accuracy: number }>(links.performance)
    assert.deepEqual({ name: performance.algorithm, accuracy: performance.accuracy }, { name, accuracy })
    assert.equal((await answer<Rating>(links.rating, { comment: praise })).algorithm, name)
  }
})

test('the performance of all is that of each: scores on the same rows, of which most are answered within a star', async () => {
  const { performance } = await answer<{ performance: Record<string, number & number[][]>[] }>('/performance')
  assert.deepEqual(
    performance.map(({ algorithm }) => algorithm as unknown),
    [...algorithms],
  )
  for (const scores of performance) {
    assert.deepEqual(scores, await answer(`/algorithms/${scores.algorithm}/performance`))
    assert.equal(scores.rows, 160)
    assert.equal(
      scores.confusion_matrix.flat().reduce((sum, count) => sum + count),
      scores.rows,
    )
    assert.ok(scores.accuracy > scores.majority_accuracy, `${scores.algorithm}: ${scores.accuracy}`)
    assert.ok(scores.mean_absolute_error < 0.9, `${scores.algorithm}: ${scores.mean_absolute_error}`)
    assert.ok(scores.fit_seconds > 0 && scores.predict_seconds > 0)
  }
})

test('every algorithm gives five stars to praise, and one to blame', async () => {
  for (const algorithm of algorithms) {
    const rate = (comment: string) => answer<Rating>(`/algorithms/${algorithm}/rating`, { comment })
    assert.equal((await rate(praise)).rating, 5, algorithm)
    assert.equal((await rate(blame)).rating, 1, algorithm)
  }
})

test('a rating has a probability for each number of stars, and expects their mean', async () => {
  for (const algorithm of algorithms) {
    const given = await answer<Rating>(`/algorithms/${algorithm}/rating`, { comment: 'The queue was okay.' })
    assert.deepEqual(Object.keys(given), ['algorithm', 'rating', 'probabilities', 'expected'])
    assert.deepEqual(Object.keys(given.probabilities), ['1', '2', '3', '4', '5'])
    const shares = Object.values(given.probabilities)
    assert.ok(Math.abs(shares.reduce((sum, p) => sum + p) - 1) < 1e-9)
    assert.ok(Math.abs(shares.reduce((sum, p, i) => sum + (i + 1) * p, 0) - given.expected) < 1e-9)
    assert.equal(given.rating, shares.indexOf(Math.max(...shares)) + 1)
  }
})

test('all at once are the same as one by one, and the best is the one with the best accuracy', async () => {
  const { best, ratings } = await answer<{ best: Rating; ratings: Rating[] }>('/rating', { comment: blame })
  const each = await Promise.all(
    algorithms.map((algorithm) => answer(`/algorithms/${algorithm}/rating`, { comment: blame })),
  )
  assert.deepEqual(ratings, each)
  const list = await answer<{ algorithms: { name: string; accuracy: number }[] }>('/algorithms')
  const accuracies = list.algorithms.map(({ accuracy }) => accuracy)
  assert.deepEqual(best, each[accuracies.indexOf(Math.max(...accuracies))])
})

test('an unknown algorithm is answered with 404 and the names that there are', async () => {
  for (const name of ['linear-regression', 'constructor']) {
    for (const request of [{ path: 'performance' }, { path: 'rating', body: { comment: praise } }]) {
      const path = `/algorithms/${name}/${request.path}`
      const { status, body } = await service.ask({ ...request, path, user: bob })
      const { error } = body as { readonly error: string }
      assert.equal(status, 404)
      assert.equal(error, `There is no algorithm "${name}"; there are ${algorithms.join(', ')}.`)
    }
  }
})

test('a comment that is missing, empty, no text or too long is answered with 400 and why', async () => {
  const refused = async (body: unknown) => {
    const answer = await service.ask({ path: '/rating', body, user: bob })
    return { status: answer.status, error: (answer.body as { readonly error: string }).error }
  }
  assert.deepEqual(await refused({}), { status: 400, error: 'The body: "comment" is missing.' })
  assert.equal((await refused({ comment: '' })).status, 400)
  assert.match((await refused({ comment: 5 })).error, /^\/comment: expected/)
  assert.match((await refused({ comment: 'x'.repeat(50_001) })).error, /50,?000/)
})
