import type { Outcome, Prediction, Warning } from './ask.ts'
import { h } from './dom.ts'
import { explanationView, hasTwoSides } from './explanation.ts'
import { problemView, titleOf } from './problems.ts'
import type { Model } from './service.ts'
import { date, number, percent, size, spoken } from './words.ts'

/** With more labels, the most probable ones are shown. */
const mostBars = 8

/** One model's prediction: the label, its probabilities and the explanation; or what went wrong. */
export function answerView(model: Model, input: unknown, outcome: Outcome, asker: string | undefined): HTMLElement {
  const heading = h('h3', {}, model.name, ' ', h('span', { class: 'kind' }, spoken(model.kind.replaceAll('-', ' '))))
  if (outcome.kind !== 'answered') return h('article', { class: 'answer' }, heading, problemView(outcome, asker))
  const { prediction, warnings, version, modelDate, ms } = outcome
  return h(
    'article',
    { class: 'answer' },
    heading,
    h('p', { class: 'verdict' }, h('strong', {}, verdict(prediction)), ` ${certainty(prediction)}`),
    warnings.length > 0 && warningView(warnings),
    prediction.value === undefined && bars(model, prediction),
    explanationView(model, input, prediction),
    h(
      'p',
      { class: 'hint' },
      `Version `,
      h('code', {}, version),
      `, trained ${date(modelDate)}; response in ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms.`,
    ),
  )
}

/** Values that the model never saw: its prediction is a guess there. */
function warningView(warnings: readonly Warning[]): HTMLElement {
  const item = ({ path, message }: Warning) => {
    const column = path.split('/').slice(2).join('/').replaceAll('~1', '/').replaceAll('~0', '~')
    return h('li', {}, h('code', {}, column), ` ${message}`)
  }
  return h('ul', { class: 'warnings', 'aria-label': 'Warnings' }, ...warnings.map(item))
}

/** One sentence for screen readers. */
export function spokenAnswer(model: Model, outcome: Outcome): string {
  if (outcome.kind === 'unreachable') return `${model.name}: no response.`
  if (outcome.kind === 'refused') return `${model.name}: ${titleOf(outcome.refusal)}.`
  const { length } = outcome.warnings
  const doubt = length === 0 ? '' : ` ${length} ${length === 1 ? 'value was' : 'values were'} never seen in training.`
  return `${model.name}: ${[verdict(outcome.prediction), certainty(outcome.prediction)].filter(Boolean).join(', ')}.${doubt}`
}

/** The label, or the number. */
function verdict({ label, value }: Prediction): string {
  return label ?? (value === undefined ? '' : size(value))
}

function certainty({ label = '', probabilities, compound, interval }: Prediction): string {
  if (interval) return `between ${size(interval[0])} and ${size(interval[1])}`
  const share = probabilities?.[label]
  if (share !== undefined) return `${percent(share)} probability`
  return typeof compound === 'number' ? `at ${number(compound)} from −1 to +1` : ''
}

function bars(model: Model, prediction: Prediction): HTMLElement {
  const { labels } = model
  // The colour in which words and columns speak for it.
  const colorOf = (name: string) => {
    if (!hasTwoSides(model) || name === labels.at(-1)) return 'for'
    return name === labels[0] ? 'against' : 'between'
  }
  const shares = prediction.probabilities
    ? labels.map((label) => [label, prediction.probabilities![label] ?? 0] as const)
    : Object.entries(prediction).flatMap(([name, value]) =>
        typeof value === 'number' && value >= 0 && value <= 1 && name !== 'compound' && name !== 'bias'
          ? [[fractionNames[name] ?? name, value] as const]
          : [],
      )
  const shown = shares.length > mostBars ? [...shares].sort((a, b) => b[1] - a[1]).slice(0, mostBars) : shares
  return h(
    'table',
    { class: 'bars' },
    h(
      'caption',
      { class: shares.length > shown.length ? '' : 'unseen' },
      shares.length > shown.length
        ? `The ${shown.length} most probable of ${shares.length}`
        : prediction.probabilities
          ? 'Probability by label'
          : 'Fraction of the words',
    ),
    h('tbody', {}, ...shown.map(([name, share]) => barRow(name, share, name === prediction.label && colorOf(name)))),
  )
}

/** Full names of VADER's fractions. */
const fractionNames: { readonly [name: string]: string | undefined } = {
  neg: 'negative',
  neu: 'neutral',
  pos: 'positive',
}

/** @param answer the colour of the label that was answered, false for the others */
function barRow(name: string, share: number, answer: string | false): HTMLElement {
  const bar = h('span', { class: `bar ${answer || ''}`, 'aria-hidden': true })
  bar.style.inlineSize = `${100 * share}%`
  return h(
    'tr',
    { class: answer ? 'is-answer' : '' },
    h('th', { scope: 'row' }, name),
    h('td', { class: 'bar-cell' }, bar),
    h('td', { class: 'number' }, percent(share)),
  )
}
