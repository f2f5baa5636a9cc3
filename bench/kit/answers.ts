import type { KnownAnswers } from '../serve/bare.ts'
import { predictRequests, sentimentRequests } from './park-requests.ts'
import type { Server } from './server.ts'
import type { Request } from './wrk.ts'

/** The body of an answer. @throws Error where the status is not 200 */
export async function ask(server: Server, { method, path, headers, body }: Request): Promise<string> {
  const answer = await fetch(server.url + path, { method, headers: { ...headers }, ...(body && { body }) })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${method} ${path.slice(0, 60)}: ${answer.status} ${text.slice(0, 500)}`)
  return text
}

/** Everything that the bare server has to know: asked of ours. */
export async function collectAnswers(
  server: Server,
  texts: readonly string[],
  singles: readonly string[],
): Promise<KnownAnswers> {
  const known: { [text: string]: { v1: number; v2: number; prediction: object } } = {}
  let model = {}
  for (const request of predictRequests(texts, Math.min(texts.length, 500))) {
    const { predictions, ...rest } = JSON.parse(await ask(server, request))
    model = rest
    const { inputs } = JSON.parse(request.body!) as { inputs: string[] }
    inputs.forEach((text, i) => {
      known[text] = { v1: 0, v2: 0, prediction: predictions[i] }
    })
  }
  for (const version of ['v1', 'v2'] as const) {
    for (const [i, request] of sentimentRequests(version, singles).entries()) {
      known[singles[i]][version] = JSON.parse(await ask(server, request)).score
    }
  }
  return { texts: known, model: model as KnownAnswers['model'] }
}

/** How many of the answers to some requests are the same bytes, or else say the same: numbers within 1e-6. */
export async function compareAnswers(ours: Server, theirs: Server, requests: readonly Request[]): Promise<string> {
  let bytes = 0
  let alike = 0
  for (const request of requests) {
    const [a, b] = [await ask(ours, request), await ask(theirs, request)]
    if (a === b) bytes++
    if (a === b || saysTheSame(JSON.parse(a), JSON.parse(b))) alike++
  }
  if (alike < requests.length) throw new Error(`${requests.length - alike} answers of ${requests.length} differ.`)
  return bytes === requests.length ? 'same bytes' : 'within 1e-6'
}

/** Whether an answer says all that the other says; when it was trained is no part of that. */
function saysTheSame(ours: unknown, theirs: unknown): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number') return Math.abs(ours - theirs) <= 1e-6
  if (typeof ours !== 'object' || ours === null) return ours === theirs
  return Object.entries(ours).every(
    ([name, value]) =>
      ['version', 'model_date'].includes(name) || saysTheSame(value, (theirs as { [name: string]: unknown })?.[name]),
  )
}
