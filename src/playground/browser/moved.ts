import type { Contribution, Prediction } from './ask.ts'
import { h } from './dom.ts'
import type { Model } from './service.ts'
import { spread } from './spread.ts'
import { signed } from './words.ts'

/** More than these are told in a number. */
const mostShown = 8

/** What moved an answer: highlighted where the text is, and as a list with signs. */
export function movedView(model: Model, input: unknown, prediction: Prediction): HTMLElement {
  const contributions = (prediction.explanation ?? []).filter(({ contribution }) => contribution !== 0)
  const what = typeof input === 'string' ? 'words' : 'columns'
  if (contributions.length === 0) {
    const known = prediction.explanation !== undefined && prediction.bias !== 0
    return h(
      'p',
      { class: 'hint' },
      known ? `No ${what} that it knows moved this answer.` : 'This model does not say what moved it.',
    )
  }
  const { towards, away } = sides(model, prediction)
  return h(
    'section',
    { class: 'moved' },
    h('h4', {}, `Which ${what} moved it`),
    h('p', { class: 'legend' }, h('span', { class: 'key for' }, towards), h('span', { class: 'key against' }, away)),
    typeof input === 'string' && highlighted(input, contributions),
    list(contributions),
  )
}

/**
 * What contributions above 0 and below 0 speak for. With two labels, and by rules with one scale, the last label and
 * the first; with more, for and against the answer.
 */
function sides({ labels, kind }: Model, { label }: Prediction): { readonly towards: string; readonly away: string } {
  return labels.length === 2 || kind === 'vader'
    ? { towards: `for ${labels.at(-1)}`, away: `for ${labels[0]}` }
    : { towards: `for ${label}`, away: `against ${label}` }
}

function highlighted(text: string, contributions: readonly Contribution[]): HTMLElement {
  const { pieces } = spread(text, contributions)
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
    { class: 'text', tabindex: 0, 'aria-label': `The text, its words highlighted: ${text}`, role: 'group' },
    ...marks,
  )
}

function list(contributions: readonly Contribution[]): HTMLElement {
  const strongest = Math.abs(contributions[0]!.contribution)
  const rows = contributions.slice(0, mostShown).map(({ feature, contribution }) => {
    const bar = h('span', { class: `bar ${contribution > 0 ? 'for' : 'against'}`, 'aria-hidden': true })
    bar.style.inlineSize = `${Math.max(2, (100 * Math.abs(contribution)) / strongest)}%`
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, feature),
      h('td', { class: 'bar-cell' }, bar),
      h('td', { class: 'number' }, signed(contribution)),
    )
  })
  const left = contributions.length - rows.length
  return h(
    'table',
    { class: 'contributions' },
    h(
      'caption',
      {},
      left > 0 ? `The ${rows.length} strongest of ${contributions.length}` : 'In the unit of the model’s decision',
    ),
    h('tbody', {}, ...rows),
  )
}
