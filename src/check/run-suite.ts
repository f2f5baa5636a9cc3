import { type Answer, ask } from '../probe/ask.ts'
import type { Check } from '../service/contract.ts'
import type { CheckResult, Suite } from './contract.ts'
import { problemsOf } from './problems-of.ts'

/** A service that is there answers at once; one that has just been started may need a moment. */
const patience = { retries: 2, timeoutMs: 30_000 }

/** Asks a running service every check of a suite, one after another; a check that gets no answer fails like any other. */
export async function runSuite(address: string, { name, checks }: Suite): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const check of checks) results.push(await runCheck(address, name, check))
  return results
}

async function runCheck(address: string, suite: string, check: Check): Promise<CheckResult> {
  const about = {
    suite,
    name: check.name,
    at: localTime(new Date()),
    request: showRequest(check),
    expected: showExpected(check),
  }
  try {
    const answer = await ask(address, check.request, patience)
    const problems = problemsOf(check, answer)
    return { ...about, ok: problems.length === 0, got: showAnswer(answer), problems }
  } catch (error) {
    const message = (error as Error).message
    return { ...about, ok: false, got: 'no answer', problems: [`the API was not reached: ${message}`] }
  }
}

/** `POST /rate {"comment":"…"} as bob` */
function showRequest({ request: { method, path, query, body, user } }: Check): string {
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
  return [
    method ?? (body === undefined ? 'GET' : 'POST'),
    path + search,
    ...(body === undefined ? [] : [JSON.stringify(body)]),
    user === undefined ? 'without a user' : `as ${user[0]}`,
  ].join(' ')
}

function showExpected({ expect: { status = 200, body, holds } }: Check): string {
  return [
    `status ${status}`,
    ...(body === undefined ? [] : [`with ${JSON.stringify(body)}`]),
    ...(holds === undefined ? [] : [holds.that]),
  ].join(', ')
}

function showAnswer({ status, body }: Answer): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return `status ${status}, ${text.length > 500 ? `${text.slice(0, 500)}…` : text || 'nothing in it'}`
}

/** `2026-11-22T10:15:00+01:00`: the time on the wall, and how far it is from UTC. */
function localTime(date: Date): string {
  const minutes = -date.getTimezoneOffset()
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19)
  const offset = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((n) => String(n).padStart(2, '0'))
  return `${local}${minutes < 0 ? '-' : '+'}${offset.join(':')}`
}
