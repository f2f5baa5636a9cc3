import type { Outcome, Refusal } from './ask.ts'
import { h } from './dom.ts'
import { count } from './words.ts'

/** What went wrong and what to do. */
export function problemView(outcome: Exclude<Outcome, { kind: 'answered' }>, asker: string | undefined): HTMLElement {
  if (outcome.kind === 'unreachable')
    return problem('No response', 'The service cannot be reached. Is it running, and are you online?')
  const { refusal } = outcome
  const view = problem(titleOf(refusal), sentenceOf(refusal, asker))
  const told = refusal.errors.filter(({ message }) => message !== '')
  if (refusal.status === 400 && told.length > 0) {
    view.append(h('ul', {}, ...told.map((error) => h('li', {}, placeOf(error.path), error.message))))
  }
  if (refusal.waitSeconds !== undefined) view.append(countdown(refusal.waitSeconds))
  return view
}

function problem(title: string, sentence: string): HTMLElement {
  return h('div', { class: 'problem' }, h('strong', {}, title), h('p', {}, sentence))
}

/** What happened, in two or three words. */
export function titleOf({ status, title }: Refusal): string {
  const titles: { readonly [status: number]: string } = {
    400: 'Invalid input',
    401: 'Sign in to continue',
    403: 'Not allowed',
    413: 'Too large',
    429: 'Too many requests',
    503: 'Not ready',
  }
  return titles[status] ?? `${title} (${status})`
}

function sentenceOf({ status, detail, errors }: Refusal, asker: string | undefined): string {
  if (status === 400 && errors.length > 0) return 'What the service expected:'
  if (status === 401 && asker !== undefined) return `Unknown user or wrong password for ${asker}.`
  return detail
}

/** `/inputs/0/age` → `age: ` */
function placeOf(path: string): HTMLElement | undefined {
  const column = /^\/inputs\/\d+\/(.+)$/.exec(path)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~')
  return column === undefined ? undefined : h('b', {}, `${column}: `)
}

/** Counts down to the next possible request; screen readers hear it once. */
function countdown(seconds: number): HTMLElement {
  const until = Date.now() + seconds * 1000
  const shown = h('span', { 'aria-hidden': true })
  const say = () => {
    const left = Math.max(0, Math.ceil((until - Date.now()) / 1000))
    shown.textContent = left === 0 ? 'You can try again now.' : `Try again in ${count(left)} s.`
    if (left === 0 || !shown.isConnected) clearInterval(timer)
  }
  const timer = setInterval(say, 250)
  shown.textContent = `Try again in ${count(seconds)} s.`
  return h('p', {}, shown, h('span', { class: 'unseen' }, `Try again in ${count(seconds)} seconds.`))
}
