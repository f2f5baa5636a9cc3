import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  accuracyScore,
  type Classifier,
  ColumnTransformer,
  HistGradientBoostingClassifier,
  logLoss,
  RandomForestClassifier,
  rocAucScore,
  type Split,
} from 'slipway/learn'
import type { Candidate } from '../kit/candidates.ts'
import { peerScript, python } from '../kit/python.ts'
import type { LabelledTable } from '../kit/tables.ts'
import { families, type Setting } from './table-grids.ts'

export const scores = [
  { key: 'roc_auc', said: 'ROC AUC', larger: true },
  { key: 'log_loss', said: 'log loss', larger: false },
  { key: 'accuracy', said: 'accuracy', larger: true },
] as const

type Scores = Record<(typeof scores)[number]['key'], number>

interface Work {
  readonly table: LabelledTable
  readonly folds: readonly Split[]
  readonly grid: readonly Setting[]
  /** Forests are grown from so many seeds on each fold, and their scores averaged: seeds are luck. */
  readonly forestSeeds: number
}

/** Ours, with every setting, on every fold. */
export function ourScores({ table, folds, grid, forestSeeds }: Work): Candidate[] {
  const onFolds = folds.map(({ train, test }) => {
    const { columns, rows } = table
    const encode = (encoder: ColumnTransformer) => {
      const { model, output } = encoder.fitTransform({ columns, rows: take(rows, train) })
      return { model, X: output, asked: model.transformRows(take(rows, test)) }
    }
    const encoded = {
      boosting: encode(new ColumnTransformer()),
      forest: encode(new ColumnTransformer({ missing: 'median' })),
    }
    const [y, expected] = [take(table.labels, train), take(table.labels, test)]
    return grid.map((setting) => {
      const { model, X, asked } = encoded[setting.of]
      const seeds = Array.from({ length: setting.of === 'forest' ? forestSeeds : 1 }, (_, seed) => seed)
      return meanScores(
        seeds.map((seed) => {
          const fitted = toClassifier(setting, model.categoricalFeatures, seed).fit(X, y)
          return scoresOf(expected, fitted.classes as readonly string[], fitted.predictProba(asked))
        }),
      )
    })
  })
  return grid.map((setting, s) => ({
    family: families[setting.of][0],
    setting: setting.name,
    scores: Object.fromEntries(scores.map(({ key }) => [key, onFolds.map((found) => found[s][key])])),
  }))
}

/** The rivals, with the same settings on the same folds. */
export function theirScores({ table, folds, grid, forestSeeds }: Work): Candidate[] {
  const at = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(at, 'data.json')
  const { columns, rows, labels } = table
  const tests = folds.map(({ test }) => Array.from(test))
  writeFileSync(file, JSON.stringify({ columns, rows, labels, folds: tests, grid, forestSeeds }))
  // One thread a fit, as many fits at a time as there are cores: threads of both kinds would wait for each other.
  const env = { ...process.env, OMP_NUM_THREADS: '1' }
  const lines = execFileSync(python(), [peerScript('quality_tables.py'), file], { encoding: 'utf8', env })
  rmSync(at, { recursive: true })
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function toClassifier(setting: Setting, categoricalFeatures: readonly number[], seed: number): Classifier {
  if (setting.of === 'boosting') {
    return new HistGradientBoostingClassifier({
      maxIter: setting.trees,
      learningRate: setting.rate,
      maxLeafNodes: setting.leaves,
      minSamplesLeaf: setting.leafRows,
      l2Regularization: setting.l2,
      categoricalFeatures,
    })
  }
  return new RandomForestClassifier({
    nEstimators: setting.trees,
    minSamplesLeaf: setting.leafRows,
    seed,
  })
}

function scoresOf(
  labels: readonly string[],
  classes: readonly string[],
  probabilities: ReturnType<ReturnType<Classifier['fit']>['predictProba']>,
): Scores {
  const answers = labels.map((_, i) => {
    const row = probabilities.values.subarray(i * classes.length, (i + 1) * classes.length)
    return classes[row.indexOf(Math.max(...row))]
  })
  return {
    roc_auc: rocAucScore(labels, probabilities, { labels: classes }),
    log_loss: logLoss(labels, probabilities, { labels: classes }),
    accuracy: accuracyScore(labels, answers),
  }
}

function meanScores(all: readonly Scores[]): Scores {
  const mean = (key: keyof Scores) => all.reduce((sum, one) => sum + one[key], 0) / all.length
  return { roc_auc: mean('roc_auc'), log_loss: mean('log_loss'), accuracy: mean('accuracy') }
}

function take<T>(all: readonly T[], places: Int32Array): T[] {
  return Array.from(places, (place) => all[place])
}
