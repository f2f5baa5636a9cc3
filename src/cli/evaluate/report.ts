import { areRegressionScores } from '../../artifact/scores.ts'
import { accuracyScore, confusionMatrix, precisionRecallFscoreSupport } from '../../learn/metrics/index.ts'
import type { RegressionScores, Scores } from '../../model/contract.ts'
import { baselineOf, scoreRegression } from '../../model/train/score-regressor.ts'
import { fourDigits } from '../../values.ts'
import type { Result } from '../command.ts'
import { confusionTable, count, counted, decimal } from '../table.ts'
import type { Answered, AskedRows } from './ask-rows.ts'

/** What a model scored here, on rows from a file. */
export function localReport(who: string, file: string, version: string, scores: Scores | RegressionScores): Result {
  const lines = areRegressionScores(scores) ? errorLines(scores) : accuracyLines(scores)
  const text = `evaluated ${who} (${version}) on ${file}: ${lines.join('\n')}`
  const { fit_seconds: _none, ...data } = scores
  return { text, data: { model: who, version, ...data } }
}

function accuracyLines(scores: Scores): string[] {
  return [
    `accuracy ${decimal(scores.accuracy)} on ${count(scores.rows)} rows`,
    `always answering the commonest label: ${decimal(scores.majority_accuracy)}`,
    `macro F1 ${decimal(scores.macro_f1)}, ROC AUC ${decimal(scores.roc_auc)}, log loss ${decimal(scores.log_loss)}`,
    ...(scores.mean_absolute_error === null ? [] : [`mean absolute error ${decimal(scores.mean_absolute_error)}`]),
    '',
    confusionTable(scores.labels, scores.confusion_matrix),
  ]
}

type Errors = Omit<RegressionScores, 'data' | 'fit_seconds' | 'predict_seconds'>

function errorLines(scores: Errors): string[] {
  const { interval } = scores
  return [
    `R² ${decimal(scores.r2)} on ${count(scores.rows)} rows`,
    `root mean squared error ${fourDigits(scores.root_mean_squared_error)}; always predicting their mean: ${fourDigits(scores.baseline_root_mean_squared_error)}`,
    `mean absolute error ${fourDigits(scores.mean_absolute_error)}; always predicting their median: ${fourDigits(scores.baseline_mean_absolute_error)}`,
    `median absolute error ${fourDigits(scores.median_absolute_error)}, largest error ${fourDigits(scores.max_error)}`,
    ...(interval
      ? [
          `within their interval: ${decimal(interval.coverage)} of the targets, promised ${interval.level}; mean width ${fourDigits(interval.mean_width)}`,
        ]
      : []),
  ]
}

/** What a running service answered, row by row. */
export function servedReport(address: string, file: string, asked: AskedRows): Result {
  const answered = asked.answers.filter((one): one is typeof one & { answer: string } => one.answer !== undefined)
  const failed = asked.answers.length - answered.length
  const { lines, scores } = asked.answers.every(({ label }) => typeof label === 'number')
    ? servedErrors(answered)
    : servedLabels(answered)
  const versions = Object.entries(asked.versions).map(([version, rows]) => `${version || 'unnamed'} (${count(rows)})`)
  const text = [
    `evaluated ${address} on ${file}: ${lines.join('\n')}`,
    '',
    `${asked.requestsPerSecond.toFixed(0)} requests/s; p50 ${asked.ms.p50.toFixed(1)} ms, p95 ${asked.ms.p95.toFixed(1)} ms, p99 ${asked.ms.p99.toFixed(1)} ms`,
    `versions: ${versions.join(', ')}`,
    ...(asked.waits > 0 ? [`waited ${counted(asked.waits, 'time')} because the service said so (429)`] : []),
    ...(failed > 0
      ? [`${counted(failed, 'row')} ${failed === 1 ? 'was' : 'were'} not answered: ${statuses(asked)}`]
      : []),
  ].join('\n')
  const data = {
    address,
    rows: answered.length,
    failed,
    ...scores,
    requests_per_second: asked.requestsPerSecond,
    latency_ms: asked.ms,
    versions: asked.versions,
    waits: asked.waits,
  }
  return { text, data, ok: failed === 0 }
}

type WithAnswer = Answered & { readonly answer: string }

function servedLabels(answered: readonly WithAnswer[]) {
  const yTrue = answered.map(({ label }) => String(label))
  const yPred = answered.map(({ answer }) => answer)
  const labels = [...new Set([...yTrue, ...yPred])].sort()
  const accuracy = answered.length === 0 ? null : accuracyScore(yTrue, yPred)
  const scores = answered.length === 0 ? undefined : precisionRecallFscoreSupport(yTrue, yPred, { labels })
  const matrix = answered.length === 0 ? [] : confusionMatrix(yTrue, yPred, { labels })
  const commonest = Math.max(0, ...(scores?.support ?? [])) / answered.length
  return {
    lines: [
      `accuracy ${decimal(accuracy)} on ${count(answered.length)} rows`,
      `always answering the commonest label: ${decimal(commonest)}`,
      '',
      confusionTable(labels, matrix),
    ],
    scores: {
      accuracy,
      majority_accuracy: commonest,
      macro_f1: scores ? mean(scores.fscore) : null,
      labels,
      confusion_matrix: matrix,
    },
  }
}

function servedErrors(answered: readonly WithAnswer[]) {
  if (answered.length === 0) return { lines: ['no row was answered'], scores: {} }
  const yTrue = Float64Array.from(answered, ({ label }) => Number(label))
  const yPred = Float64Array.from(answered, ({ answer }) => Number(answer))
  const data = { name: '', sha256: '', synthetic: false }
  const all = scoreRegression({ data, yTrue, yPred, fitSeconds: 0, predictSeconds: 0 }, baselineOf(yTrue))
  const { data: _, fit_seconds: _fit, predict_seconds: _predict, ...scores } = all
  return { lines: errorLines(scores), scores }
}

function statuses({ answers }: AskedRows): string {
  const failed = answers.filter(({ answer }) => answer === undefined).map(({ status }) => status)
  return [...new Set(failed)]
    .map((status) => `${count(failed.filter((other) => other === status).length)} with status ${status}`)
    .join(', ')
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
}
