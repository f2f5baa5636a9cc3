import type { Contribution, Prediction } from './ask.ts'
import { attribute } from './attribution.ts'
import { h } from './dom.ts'
import type { Model } from './service.ts'
import { signed } from './words.ts'

/** With more contributions, the strongest are shown. */
const mostShown = 8
/** Neighbours have sentences to read. */
const mostNeighbors = 4

/** The explanation of a prediction: highlighted in the text, and as a signed list. */
export function explanationView(model: Model, input: unknown, prediction: Prediction): HTMLElement {
  const near = (prediction.explanation ?? []).filter(({ distance }) => distance !== undefined)
  if (near.length > 0) return neighborsView(near)
  const contributions = (prediction.explanation ?? []).filter(({ contribution }) => contribution !== 0)
  const what = typeof input === 'string' ? 'words' : 'columns'
  if (contributions.length === 0) {
    const known = prediction.explanation !== undefined && prediction.bias !== 0
    return h(
      'p',
      { class: 'hint' },
      known ? `None of these ${what} changed the prediction.` : 'This model gives no explanation.',
    )
  }
  const { towards, away } = sides(model, prediction)
  return h(
    'section',
    { class: 'explanation' },
    h('h4', {}, `${what === 'words' ? 'Words' : 'Columns'} behind the prediction`),
    h('p', { class: 'legend' }, h('span', { class: 'key for' }, towards), h('span', { class: 'key against' }, away)),
    typeof input === 'string' && highlighted(input, contributions),
    list(contributions, prediction.bias ?? 0, prediction.value === undefined ? 'decision function' : 'prediction'),
  )
}

/**
 * What contributions above 0 and below 0 speak for. Of a number, more and less. With two labels, and by rules with one scale, the last label and
 * the first; with more, for and against the answer.
 */
function sides(model: Model, { label = '', value }: Prediction): { readonly towards: string; readonly away: string } {
  const { labels } = model
  if (value !== undefined) return { towards: 'raises it', away: 'lowers it' }
  return hasTwoSides(model)
    ? { towards: `for ${labels.at(-1)}`, away: `for ${labels[0]}` }
    : { towards: `for ${label}`, away: `against ${label}` }
}

function highlighted(text: string, contributions: readonly Contribution[]): HTMLElement {
  const { pieces } = attribute(text, contributions)
  const strongest = Math.max(...pieces.map(({ contribution }) => Math.abs(contribution)))
  const marks = pieces.map((piece) => {
    if (piece.contribution === 0) return piece.text
    const mark = h(
      'mark',
      { class: piece.contribution > 0 ? 'for' : 'against', title: signed(piece.contribution) },
      piece.text,
    )
    mark.style.setProperty('--strength', `${Math.round(12 + 38 * (Math.abs(piece.contribution) / strongest))}%`)
    return mark
  })
  return h(
    'p',
    { class: 'text', tabindex: 0, 'aria-label': `The text with highlighted words: ${text}`, role: 'group' },
    ...marks,
  )
}

function list(contributions: readonly Contribution[], bias: number, what: string): HTMLElement {
  const strongest = Math.abs(contributions[0]!.contribution)
  const rows = contributions.slice(0, mostShown).map(({ feature, contribution }) => {
    const bar = h('span', { class: `bar ${contribution > 0 ? 'for' : 'against'}`, 'aria-hidden': true })
    bar.style.inlineSize = `${Math.max(2, (100 * Math.abs(contribution)) / strongest)}%`
    return h(
      'tr',
      {},
      h('th', { scope: 'row', title: feature }, seen(feature)),
      h('td', { class: 'bar-cell' }, bar),
      h('td', { class: 'number' }, signed(contribution)),
    )
  })
  const left = contributions.length - rows.length
  return h(
    'table',
    { class: 'contributions' },
    h('caption', {}, left > 0 ? `The ${rows.length} strongest of ${contributions.length}` : `In units of the ${what}`),
    h('tbody', {}, ...rows, bias !== 0 && startRow(bias)),
  )
}

/** The training rows behind a neighbours prediction, nearest first. */
function neighborsView(near: readonly Contribution[]): HTMLElement {
  const rows = near
    .slice(0, mostNeighbors)
    .map(({ feature, label = '', distance = 0 }) =>
      h(
        'li',
        {},
        h('strong', {}, label),
        h('span', { class: 'neighbor' }, feature),
        h('span', { class: 'hint' }, `distance ${distance.toFixed(2)}`),
      ),
    )
  return h(
    'section',
    { class: 'explanation' },
    h('h4', {}, 'Nearest training rows'),
    h('p', { class: 'hint' }, `The ${rows.length} nearest of ${near.length} neighbours, with their labels`),
    h('ol', { class: 'neighbors' }, ...rows),
  )
}

/** The bias of the decision. */
function startRow(bias: number): HTMLElement {
  return h('tr', { class: 'start' }, h('td', { colspan: 2 }, 'Baseline'), h('td', { class: 'number' }, signed(bias)))
}

/** A space at the end of a run of characters tells it from the same run inside of a word. */
function seen(feature: string): string {
  return feature.replace(/^ /, '␣').replace(/ $/, '␣')
}

/** Whether a model weighs its last label against its first; else it weighs the answer against all others. */
export function hasTwoSides({ labels, kind }: Model): boolean {
  return labels.length === 2 || kind === 'vader'
}
