/**
 * How many sentences a second does VADER score on one core, beside vaderSentiment in Python?
 *
 *   node --conditions=slipway-source bench/vader.ts
 *
 * Real tweets and product reviews; every answer is compared first. Then pairs of runs, ours and theirs in turn, so
 * that both meet the same neighbours on the machine; the medians are printed. CPU time includes our compiler's and
 * collector's threads.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual } from 'node:util'
import { compileVader } from 'slipway/learn'
import { vaderLexicon } from '../src/model/vader-lexicon/index.ts'
import { sharedData } from '../test/support/shared-data.ts'

interface Times {
  readonly cpu: number
  readonly clock: number
}

const pairs = 9
/** A pass of ours is too short to time alone. */
const passes = 50
const vader = compileVader(vaderLexicon)
const peer = spawn('python3', [`${import.meta.dirname}/peers/vader.py`], { stdio: ['pipe', 'pipe', 'inherit'] })
const answers = createInterface({ input: peer.stdout })[Symbol.asyncIterator]()

console.log('set       sentences  equal  ours, a second  theirs, a second  times (CPU)  times (clock)')
for (const set of ['tweets', 'amazonReviewSnippets']) {
  const path = sharedData(`vader/${set}_GroundTruth.txt`)
  if (path === undefined)
    throw new Error(`${set}_GroundTruth.txt is not among the shared data; SLIPWAY_SHARED_DATA names their folder.`)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n')
  const texts = lines.map((line) => line.split('\t')[2]!)

  const expected = (await ask(`texts ${JSON.stringify(texts)}`)) as object[]
  const equal = texts.filter((text, i) => isDeepStrictEqual({ ...vader.score(text) }, expected[i])).length
  if (equal < texts.length) throw new Error(`${set}: ${texts.length - equal} scores differ; nothing to time.`)
  timeOurs(texts)
  const runs: { ours: Times; theirs: Times }[] = []
  for (let pair = 0; pair < pairs; pair++) runs.push({ ours: timeOurs(texts), theirs: (await ask('time')) as Times })

  const perSecond = (seconds: number) => Math.round(texts.length / seconds).toLocaleString('en')
  const ratio = (of: keyof Times) => median(runs.map(({ ours, theirs }) => theirs[of] / ours[of])).toFixed(0)
  console.log(
    set.slice(0, 9).padEnd(9),
    texts.length.toLocaleString('en').padStart(10),
    String(equal).padStart(6),
    perSecond(median(runs.map(({ ours }) => ours.cpu))).padStart(15),
    perSecond(median(runs.map(({ theirs }) => theirs.cpu))).padStart(17),
    ratio('cpu').padStart(12),
    ratio('clock').padStart(14),
  )
}
peer.stdin.end()

function timeOurs(texts: readonly string[]): Times {
  const before = process.cpuUsage()
  const start = performance.now()
  let sum = 0
  for (let pass = 0; pass < passes; pass++) for (const text of texts) sum += vader.score(text).compound
  const clock = (performance.now() - start) / 1000 / passes
  const { user, system } = process.cpuUsage(before)
  // Asking for the sum keeps the work from being optimised away.
  if (Number.isNaN(sum)) throw new Error('not a score')
  return { cpu: (user + system) / 1e6 / passes, clock }
}

async function ask(command: string): Promise<unknown> {
  peer.stdin.write(`${command}\n`)
  const { value, done } = await answers.next()
  if (done) throw new Error('bench/peers/vader.py ended; does python3 have vaderSentiment 3.3.2?')
  return JSON.parse(value)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}
