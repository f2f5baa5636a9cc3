import { accuracyScore, confusionMatrix, precisionRecallFscoreSupport } from '../../learn/metrics/index.ts'
import type { Scores } from '../../model/contract.ts'
import type { Result } from '../command.ts'
import { confusionTable, count, counted, decimal } from '../table.ts'
import type { AskedRows } from './ask-rows.ts'

/** What a model scored here, on rows from a file. */
export function localReport(who: string, file: string, version: string, scores: Scores): Result {
  const text = [
    `evaluated ${who} (${version}) on ${file}: accuracy ${decimal(scores.accuracy)} on ${count(scores.rows)} rows`,
    `always answering the commonest label: ${decimal(scores.majority_accuracy)}`,
    `macro F1 ${decimal(scores.macro_f1)}, ROC AUC ${decimal(scores.roc_auc)}, log loss ${decimal(scores.log_loss)}`,
    ...(scores.mean_absolute_error === null ? [] : [`mean absolute error ${decimal(scores.mean_absolute_error)}`]),
    '',
    confusionTable(scores.labels, scores.confusion_matrix),
  ].join('\n')
  const { fit_seconds: _none, ...data } = scores
  return { text, data: { model: who, version, ...data } }
}

/** What a running service answered, row by row. */
export function servedReport(address: string, file: string, asked: AskedRows): Result {
  const answered = asked.answers.filter((one): one is typeof one & { answer: string } => one.answer !== undefined)
  const failed = asked.answers.length - answered.length
  const yTrue = answered.map(({ label }) => label)
  const yPred = answered.map(({ answer }) => answer)
  const labels = [...new Set([...yTrue, ...yPred])].sort()
  const accuracy = answered.length === 0 ? null : accuracyScore(yTrue, yPred)
  const scores = answered.length === 0 ? undefined : precisionRecallFscoreSupport(yTrue, yPred, { labels })
  const matrix = answered.length === 0 ? [] : confusionMatrix(yTrue, yPred, { labels })
  const commonest = Math.max(0, ...(scores?.support ?? [])) / answered.length
  const versions = Object.entries(asked.versions).map(([version, rows]) => `${version || 'unnamed'} (${count(rows)})`)

  const text = [
    `evaluated ${address} on ${file}: accuracy ${decimal(accuracy)} on ${count(answered.length)} rows`,
    `always answering the commonest label: ${decimal(commonest)}`,
    '',
    confusionTable(labels, matrix),
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
    accuracy,
    majority_accuracy: commonest,
    macro_f1: scores ? mean(scores.fscore) : null,
    labels,
    confusion_matrix: matrix,
    requests_per_second: asked.requestsPerSecond,
    latency_ms: asked.ms,
    versions: asked.versions,
    waits: asked.waits,
  }
  return { text, data, ok: failed === 0 }
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
