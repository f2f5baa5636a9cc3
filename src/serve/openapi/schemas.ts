import type { Json } from '../../learn/contract.ts'
import type { LiveModel } from '../models/live-model.ts'

export type Schema = { readonly [keyword: string]: Json }

const text = { type: 'string' } as const
const share = { type: 'number', minimum: 0, maximum: 1 } as const

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` }
}

/** An object that has all of its properties. */
export function all(properties: { readonly [name: string]: Json }, required = Object.keys(properties)): Schema {
  return { type: 'object', properties, required }
}

/** Schemas that every service has. */
export const commonSchemas: { readonly [name: string]: Schema } = {
  Problem: {
    ...all({
      type: { ...text, description: 'about:blank: the status says what kind of problem it is.' },
      title: text,
      status: { type: 'integer' },
      detail: text,
      instance: { ...text, description: 'The request id, which the log has too.' },
      error: { ...text, description: 'The detail once more, for clients that read only this.' },
      errors: { type: 'array', items: all({ path: { ...text, description: 'A JSON Pointer.' }, message: text }) },
    }),
    description: 'Problem details (RFC 9457).',
  },
  Warnings: {
    type: 'array',
    items: all({ path: { ...text, description: 'A JSON Pointer into the inputs.' }, message: text }),
    minItems: 1,
    maxItems: 100,
    description:
      'Values that training never saw: new categories, numbers outside its range. Absent where there are none.',
  },
  Explanation: {
    type: 'array',
    items: all(
      {
        feature: { ...text, description: 'A word, a column, or a neighbour among the rows of training.' },
        contribution: { type: 'number' },
        label: { ...text, description: 'Of a neighbour.' },
        distance: { type: 'number', minimum: 0, description: "Of a neighbour, in the model's metric." },
      },
      ['feature', 'contribution'],
    ),
    description: 'What moved a prediction, strongest first; sums, with the bias, to the decision of the model.',
  },
  Model: all({
    name: text,
    kind: text,
    version: text,
    model_date: { ...text, format: 'date-time' },
    labels: { type: 'array', items: text },
    input: { description: 'JSON Schema of one input.' },
    data: { type: ['object', 'null'], description: 'What it was trained on.' },
    scores: { type: 'object', description: 'On rows that training did not see; empty for who may not ask the model.' },
    plots: { type: 'array', items: text, description: 'Pictures of its card, to be had under /models/{model}/card/.' },
  }),
}

/** The schemas of one model: what it takes, what it predicts. Labels are known once it is loaded. */
export function modelSchemas(model: LiveModel): { readonly [name: string]: Schema } {
  const input = model.loaded ? model.inUse.manifest.input : {}
  const prediction = predictionProperties(model)
  return {
    [inputName(model)]: input as Schema,
    [predictionName(model)]: all(
      {
        ...prediction,
        bias: { type: 'number', description: 'Where it was asked to explain.' },
        explanation: ref('Explanation'),
      },
      Object.keys(prediction),
    ),
  }
}

/** What every prediction of a model has. */
function predictionProperties(model: LiveModel): { readonly [name: string]: Json } {
  const { kind, options, loaded } = model
  if (kind.endsWith('regressor')) {
    const { interval: level } = options as { readonly interval?: number }
    return { value, ...(level !== undefined && { interval: interval(level) }) }
  }
  const labels: readonly string[] = loaded ? model.labels : []
  const label: Schema = labels.length > 0 ? { type: 'string', enum: labels } : text
  return { label, ...(kind === 'vader' ? valences : probabilities(labels)) }
}

const value = { type: 'number', description: 'In the unit of what the model learned to predict.' } as const

function interval(level: number): Schema {
  return {
    type: 'array',
    items: { type: 'number' },
    minItems: 2,
    maxItems: 2,
    description: `From and to: it is to hold ${100 * level} % of the true values.`,
  }
}

const valences = {
  compound: { type: 'number', minimum: -1, maximum: 1, description: 'Positive from 0.05, negative to −0.05.' },
  neg: share,
  neu: share,
  pos: share,
} as const

function probabilities(labels: readonly string[]) {
  return {
    probabilities: { ...all(Object.fromEntries(labels.map((label) => [label, share]))), additionalProperties: share },
  }
}

export function inputName({ name }: LiveModel): string {
  return `${name}.Input`
}

export function predictionName({ name }: LiveModel): string {
  return `${name}.Prediction`
}
