/**
 * How many sentences a second does VADER score on one core, beside vaderSentiment in Python?
 *
 *   node --conditions=slipway-source bench/serve/vader.ts [--rounds 9] [--trial]
 *
 * Real tweets and product reviews; every answer is compared first. CPU time includes our compiler's and collector's
 * threads.
 */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { compileVader } from 'slipway/learn'
import { vaderLexicon } from '../../src/model/vader-lexicon/index.ts'
import { sharedData } from '../../test/support/shared-data.ts'
import { machineFacts } from '../kit/machine.ts'
import { Peer } from '../kit/python.ts'
import { publish } from '../kit/report.ts'
import { median, medianRatio } from '../kit/stats.ts'

interface Times {
  /** Seconds of the processor and of the clock for all sentences once. */
  readonly cpu: number
  readonly clock: number
}

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, trial: { type: 'boolean', default: false } },
})
/** A pass of ours is too short to time alone. */
const passes = 50
const vader = compileVader(vaderLexicon)
const peer = new Peer('vader.py')

const measured: { set: string; sentences: number; ours: Times[]; theirs: Times[] }[] = []
for (const set of ['tweets', 'amazonReviewSnippets']) {
  const texts = sentencesOf(set)
  const expected = await peer.ask<object[]>({ do: 'score', texts })
  const equal = texts.filter((text, i) => isDeepStrictEqual({ ...vader.score(text) }, expected[i])).length
  if (equal < texts.length) throw new Error(`${set}: ${texts.length - equal} scores differ; nothing to time.`)
  timeOurs(texts)
  const found = { set, sentences: texts.length, ours: [] as Times[], theirs: [] as Times[] }
  for (let round = 0; round < Number(options.rounds); round++) {
    found.ours.push(timeOurs(texts))
    found.theirs.push(await peer.ask<Times>({ do: 'time' }))
  }
  measured.push(found)
}
peer.close()

const rows = measured.map(({ set, sentences, ours, theirs }) => {
  const of = (runs: readonly Times[], key: keyof Times) => runs.map((run) => run[key])
  return {
    set,
    sentences,
    ours: sentences / median(of(ours, 'cpu')),
    theirs: sentences / median(of(theirs, 'cpu')),
    cpu: medianRatio(of(theirs, 'cpu'), of(ours, 'cpu')),
    clock: medianRatio(of(theirs, 'clock'), of(ours, 'clock')),
  }
})
const least = Math.min(...rows.map(({ cpu }) => cpu))
publish(
  {
    question: 'How many sentences a second does VADER score on one core, beside vaderSentiment?',
    setting: [
      "The human-rated tweets and product reviews of VADER's authors; all scores equal, to the last digit.",
      `${options.rounds} rounds, each ours then theirs in the same two processes; medians, and medians of each round's ratio.`,
    ],
    machine: machineFacts(['vaderSentiment']),
    tables: [
      {
        title: 'Sentences a second of CPU time',
        columns: ['', 'sentences', 'equal scores', 'ours', 'theirs', 'times as many (CPU)', 'times as many (clock)'],
        rows: rows.map((row) => [row.set, row.sentences, row.sentences, row.ours, row.theirs, row.cpu, row.clock]),
      },
    ],
    goals: [
      {
        goal: "ten times vaderSentiment's sentences a second",
        measured: `${least.toFixed(0)} times at least`,
        met: least >= 10,
      },
    ],
    raw: measured,
  },
  { keep: !options.trial },
)

function sentencesOf(set: string): string[] {
  const path = sharedData(`vader/${set}_GroundTruth.txt`)
  if (!path) throw new Error(`vader/${set}_GroundTruth.txt is not there; SLIPWAY_SHARED_DATA names the folder of data.`)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n')
  return lines.map((line) => line.split('\t')[2])
}

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
