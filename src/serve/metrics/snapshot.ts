import type { LiveModels } from '../models/live-models.ts'
import type { ValueHistogram } from '../models/value-histogram.ts'
import { bucketBounds, type Meters, type RouteMeter } from './meters.ts'

/** A metric as prom-client writes it as JSON, and as it adds up those of several workers. */
export interface MetricJson {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly aggregator: 'sum' | 'max' | 'min' | 'average' | 'first'
  readonly values: readonly MetricValue[]
}

export interface MetricValue {
  readonly value: number
  readonly labels: { readonly [name: string]: string | number }
  readonly metricName?: string
}

/** What this process counted, as it stands. */
export function snapshot(meters: Meters, models: LiveModels): MetricJson[] {
  const used = meters.all.filter(({ answers }) => answers.size > 0)
  return [
    {
      name: 'ml_requests_total',
      help: 'Requests answered, by route template, method and status.',
      type: 'counter',
      aggregator: 'sum',
      values: used.flatMap(({ route, method, answers }) =>
        [...answers].map(([status, value]) => ({ value, labels: { route, method, status } })),
      ),
    },
    {
      name: 'ml_request_duration_seconds',
      help: 'Time from a request to the end of its answer.',
      type: 'histogram',
      aggregator: 'sum',
      values: used.flatMap(durations),
    },
    {
      name: 'ml_predictions_total',
      help: 'Predictions given, by model, version and label.',
      type: 'counter',
      aggregator: 'sum',
      values: models.all.flatMap(({ name: model, answered }) =>
        answered.flatMap(({ version, counts }) =>
          [...counts].map(([label, value]) => ({ value, labels: { model, version, label } })),
        ),
      ),
    },
    {
      name: 'ml_predicted_value',
      help: 'Numbers that regressors predicted, in the unit of the target, by model and version.',
      type: 'histogram',
      aggregator: 'sum',
      values: models.all.flatMap(({ name, answered }) =>
        answered.flatMap(({ version, values }) => (values ? predictedValues({ model: name, version }, values) : [])),
      ),
    },
    ...modelMetrics(models),
    ...storeMetrics(models),
  ]
}

function modelMetrics(models: LiveModels): MetricJson[] {
  const loaded = models.all.filter((model) => model.loaded)
  const loads = [...models.loads]
  return [
    {
      name: 'ml_model_info',
      help: 'The version in use of each model: 1.',
      type: 'gauge',
      aggregator: 'max',
      values: loaded.map(({ name, kind, version }) => ({ value: 1, labels: { model: name, kind, version } })),
    },
    {
      name: 'ml_model_trained_timestamp_seconds',
      help: 'When the version in use was trained.',
      type: 'gauge',
      aggregator: 'max',
      values: loaded.map(({ name, modelDate }) => ({ value: Date.parse(modelDate) / 1000, labels: { model: name } })),
    },
    {
      name: 'ml_model_load_duration_seconds',
      help: 'Time to read, check and warm up the version in use.',
      type: 'gauge',
      aggregator: 'max',
      values: loads.map(([model, { seconds }]) => ({ value: seconds, labels: { model } })),
    },
    {
      name: 'ml_model_loads_total',
      help: 'Versions loaded, and versions refused because a check failed.',
      type: 'counter',
      aggregator: 'sum',
      values: loads.flatMap(([model, { done, refused }]) => [
        { value: done, labels: { model, result: 'loaded' } },
        { value: refused, labels: { model, result: 'refused' } },
      ]),
    },
  ]
}

/** A store that does not answer, and a version in use that is not the one that the store names. */
function storeMetrics(models: LiveModels): MetricJson[] {
  const heard = [...models.heard]
  return [
    {
      name: 'ml_store_failures_total',
      help: 'Looks at the model store that failed, or that were not answered in 2.5 s.',
      type: 'counter',
      aggregator: 'sum',
      values: heard.map(([model, { failures }]) => ({ value: failures, labels: { model } })),
    },
    {
      name: 'ml_store_answered_timestamp_seconds',
      help: 'When the model store last said which version is current; 0: never.',
      type: 'gauge',
      aggregator: 'max',
      values: heard.map(([model, { answeredAt }]) => ({ value: answeredAt, labels: { model } })),
    },
    {
      name: 'ml_model_refused_info',
      help: 'The version that the store names and that was refused, so that another is in use: 1.',
      type: 'gauge',
      aggregator: 'max',
      values: [...models.loads].flatMap(([model, { refusedVersion: version }]) =>
        version === undefined ? [] : [{ value: 1, labels: { model, version } }],
      ),
    },
  ]
}

function predictedValues(labels: MetricValue['labels'], { bounds, buckets, sum }: ValueHistogram): MetricValue[] {
  let count = 0
  const below = [...bounds, '+Inf'].map((le, i) => {
    count += buckets[i] ?? 0
    return { value: count, labels: { ...labels, le }, metricName: 'ml_predicted_value_bucket' }
  })
  return [
    ...below,
    { value: sum, labels, metricName: 'ml_predicted_value_sum' },
    { value: count, labels, metricName: 'ml_predicted_value_count' },
  ]
}

function durations({ route, method, buckets, seconds }: RouteMeter): MetricValue[] {
  const labels = { route, method }
  let count = 0
  const below = [...bucketBounds, '+Inf'].map((le, i) => {
    count += buckets[i]!
    return { value: count, labels: { ...labels, le }, metricName: 'ml_request_duration_seconds_bucket' }
  })
  return [
    ...below,
    { value: seconds, labels, metricName: 'ml_request_duration_seconds_sum' },
    { value: count, labels, metricName: 'ml_request_duration_seconds_count' },
  ]
}
