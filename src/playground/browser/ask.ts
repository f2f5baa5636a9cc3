import type { Session } from './sign-in.ts'

/** What a model answered for one input. */
export interface Prediction {
  /** Of a classifier. */
  readonly label?: string
  readonly probabilities?: { readonly [label: string]: number }
  /** Of a regressor. */
  readonly value?: number
  readonly interval?: readonly [number, number]
  readonly bias?: number
  readonly explanation?: readonly Contribution[]
  readonly [field: string]: unknown
}

export interface Contribution {
  readonly feature: string
  readonly contribution: number
  /** Of a row of training that is near: its label, and how far it is. */
  readonly label?: string
  readonly distance?: number
}

/** Problem details (RFC 9457), and how long to wait where the answer says so. */
export interface Refusal {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly errors: readonly { readonly path: string; readonly message: string }[]
  readonly waitSeconds?: number
}

/** A value that training never saw, at a JSON Pointer such as `/0/sex`. */
export interface Warning {
  readonly path: string
  readonly message: string
}

export type Outcome =
  | {
      readonly kind: 'answered'
      readonly version: string
      readonly modelDate: string
      readonly prediction: Prediction
      readonly warnings: readonly Warning[]
      readonly ms: number
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unreachable' }

/** Asks a model for one input, with its reasons. Never throws: what goes wrong is an outcome too. */
export async function ask(model: string, input: unknown, session: Session | undefined): Promise<Outcome> {
  const started = performance.now()
  try {
    const answer = await fetch(`models/${encodeURIComponent(model)}/predict`, {
      method: 'POST',
      // Without the browser's own memory of users: it would ask for a password in a window of its own.
      credentials: 'omit',
      headers: { 'content-type': 'application/json', ...(session && { authorization: session.authorization }) },
      body: JSON.stringify({ inputs: [input], explain: true }),
    })
    const ms = performance.now() - started
    if (!answer.ok) return { kind: 'refused', refusal: await toRefusal(answer) }
    const {
      version,
      model_date,
      predictions,
      warnings = [],
    } = (await answer.json()) as {
      readonly version: string
      readonly model_date: string
      readonly predictions: readonly [Prediction]
      readonly warnings?: readonly Warning[]
    }
    return { kind: 'answered', version, modelDate: model_date, prediction: predictions[0], warnings, ms }
  } catch {
    return { kind: 'unreachable' }
  }
}

async function toRefusal(answer: Response): Promise<Refusal> {
  const problem = (await answer.json().catch(() => ({}))) as Partial<Refusal>
  const wait = Number(answer.headers.get('retry-after'))
  return {
    status: answer.status,
    title: problem.title ?? answer.statusText,
    detail: problem.detail ?? `The service answered with status ${answer.status}.`,
    errors: problem.errors ?? [],
    ...(wait > 0 && { waitSeconds: wait }),
  }
}
