import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { accuracyScore, type DenseMatrix, f1Score, logLoss, type Split } from 'slipway/learn'
import type { Candidate } from '../kit/candidates.ts'
import { peerScript, python } from '../kit/python.ts'
import type { StarPipeline } from './star-grid.ts'

export const scores = [
  { key: 'accuracy', said: 'accuracy', larger: true },
  { key: 'macro_f1', said: 'macro F1', larger: true },
  { key: 'mean_absolute_error', said: 'mean abs. error', larger: false },
  { key: 'log_loss', said: 'log loss', larger: false },
] as const

type Scores = Record<(typeof scores)[number]['key'], number>

export interface Rows {
  readonly texts: readonly string[]
  readonly labels: readonly string[]
}

/** Ours: the scores of each pipeline, fold by fold. */
export function ourScores(
  pipelines: readonly StarPipeline[],
  { texts, labels }: Rows,
  folds: readonly Split[],
): Candidate[] {
  const onFolds = folds.map(({ train, test }, fold) => {
    const seen = new Map<string, ReturnType<typeof vectorize>>()
    const vectorize = (step: StarPipeline['vectorizer']) => {
      const { model, output } = step.fitTransform(take(texts, train))
      return { X: output, asked: model.transform(take(texts, test)) }
    }
    const [y, expected] = [take(labels, train), take(labels, test)]
    const found = pipelines.map(({ vectorizer, classifier }) => {
      const key = JSON.stringify(vectorizer)
      const words = seen.get(key) ?? vectorize(vectorizer)
      seen.set(key, words)
      const model = classifier.fit(words.X, y)
      return scoresOf(expected, model.classes as readonly string[], model.predictProba(words.asked))
    })
    console.error(`fold ${fold + 1} of ${folds.length}`)
    return found
  })
  return pipelines.map(({ algorithm, setting }, p) => ({
    family: algorithm,
    setting,
    scores: Object.fromEntries(scores.map(({ key }) => [key, onFolds.map((found) => found[p][key])])),
  }))
}

/** The rivals, with the same pipelines on the same folds. */
export async function theirScores(
  pipelines: readonly StarPipeline[],
  { texts, labels }: Rows,
  folds: readonly Split[],
): Promise<Candidate[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(folder, 'data.json')
  const tests = folds.map(({ test }) => Array.from(test))
  writeFileSync(file, JSON.stringify({ texts, labels, folds: tests, pipelines }))
  const env = { ...process.env, OMP_NUM_THREADS: '1' }
  const { stdout } = await promisify(execFile)(python(), [peerScript('quality_stars.py'), file], { env })
  rmSync(folder, { recursive: true })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function scoresOf(labels: readonly string[], classes: readonly string[], probabilities: DenseMatrix): Scores {
  const answers = labels.map((_, i) => {
    const row = probabilities.values.subarray(i * classes.length, (i + 1) * classes.length)
    return classes[row.indexOf(Math.max(...row))]
  })
  return { ...scoresOfAnswers(labels, answers), log_loss: logLoss(labels, probabilities, { labels: classes }) }
}

export function scoresOfAnswers(labels: readonly string[], answers: readonly string[]): Omit<Scores, 'log_loss'> {
  const stars = labels.reduce((sum, label, i) => sum + Math.abs(Number(label) - Number(answers[i])), 0)
  return {
    accuracy: accuracyScore(labels, answers),
    macro_f1: f1Score(labels, answers, { average: 'macro' }),
    mean_absolute_error: stars / labels.length,
  }
}

function take<T>(all: readonly T[], places: Int32Array): T[] {
  return Array.from(places, (place) => all[place])
}
