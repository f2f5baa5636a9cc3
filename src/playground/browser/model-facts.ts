import { h } from './dom.ts'
import type { Model, Scores } from './service.ts'
import { count, date, number, percent, size, spoken } from './words.ts'

const titles: { readonly [file: string]: string | undefined } = {
  'confusion-matrix.svg': 'Confusion matrix',
  'roc.svg': 'ROC curve',
  'precision-recall.svg': 'Precision and recall',
  'calibration.svg': 'Calibration',
  'scores.svg': 'Predicted probabilities',
  'learning.svg': 'Learning curve',
  'telling.svg': 'Most important features',
  'predicted-actual.svg': 'Predicted and actual values',
  'residuals.svg': 'Residuals',
  'coverage.svg': 'Coverage of the intervals',
  'error-by-size.svg': 'Error by predicted value',
  'error-by-column.svg': 'Error by column',
  'dependence-1.svg': 'Partial dependence, 1',
  'dependence-2.svg': 'Partial dependence, 2',
  'dependence-3.svg': 'Partial dependence, 3',
  'dependence-4.svg': 'Partial dependence, 4',
  'dependence-5.svg': 'Partial dependence, 5',
}

/**
 * The models of a service: which version is in use, how good it is, and the plots of its card.
 * @param authorization of a signed-in user, whom the plots may need
 */
export function modelFacts(models: readonly Model[], authorization?: string): HTMLElement {
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'models-title' },
    h('h2', { id: 'models-title' }, models.length === 1 ? 'The model' : 'The models'),
    models.length > 1 && models.some(hasScores) && comparison(models),
    ...models.map((model, i) => facts(model, models.length === 1 && i === 0, authorization)),
  )
}

/** Whether the service shows how good the model is: some do to signed-in users only. */
function hasScores({ scores }: Model): boolean {
  return measures.some(([key]) => isNumber(scores[key]))
}

/** All models: one row each. */
function comparison(models: readonly Model[]): HTMLElement {
  const columns = measures.filter(([key]) => models.some(({ scores }) => isNumber(scores[key])))
  const head = ['model', ...columns.map(([, name]) => name)]
  return h(
    'div',
    { class: 'wide' },
    h(
      'table',
      { class: 'scores' },
      h('caption', { class: 'unseen' }, 'Held-out scores'),
      h('thead', {}, h('tr', {}, ...head.map((name) => h('th', { scope: 'col' }, name)))),
      h(
        'tbody',
        {},
        ...models.map(({ name, scores }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, name),
            ...columns.map(([key, , show]) => h('td', { class: 'number' }, told(scores, key, show))),
          ),
        ),
      ),
    ),
  )
}

function facts(model: Model, isOpen: boolean, authorization: string | undefined): HTMLElement {
  const { name, kind, version, modelDate, data, scores, plots } = model
  const origin = scores.data ?? data
  const standIn = origin?.synthetic ? 'synthetic data' : origin?.sample ? 'sample data' : undefined
  const known = measures.filter(([key]) => isNumber(scores[key]))
  return h(
    'details',
    { class: 'model', open: isOpen },
    h(
      'summary',
      {},
      h('strong', {}, name),
      ' ',
      h('span', { class: 'kind' }, spoken(kind.replaceAll('-', ' '))),
      standIn !== undefined && h('span', { class: 'tag' }, standIn),
    ),
    h(
      'dl',
      {},
      ...pair('Version in use', h('code', {}, version)),
      ...pair('Trained', date(modelDate)),
      ...pair('Training data', data ? `${data.name}, ${count(data.rows)} rows` : 'none (hand-written rules)'),
      ...(scores.rows === undefined ? [] : pair('Held-out rows', count(scores.rows))),
      ...known.flatMap(([key, term, show]) => pair(term, told(scores, key, show))),
      ...(scores.interval
        ? pair(
            'Within their interval',
            `${percent1(scores.interval.coverage)} (promised ${percent1(scores.interval.level)})`,
          )
        : []),
    ),
    plots.length > 0 &&
      h('div', { class: 'plots' }, ...inOrder(plots).map((file) => picture(model, file, authorization))),
    h('p', {}, h('a', { href: `models/${encodeURIComponent(name)}/card` }, 'Full model card')),
  )
}

/** In reading order: quality, certainty, reasons. */
function inOrder(plots: readonly string[]): string[] {
  const place = (file: string) => (Object.hasOwn(titles, file) ? Object.keys(titles).indexOf(file) : plots.length + 10)
  return [...plots].sort((a, b) => place(a) - place(b))
}

function picture({ name, scores }: Model, file: string, authorization: string | undefined): HTMLElement {
  const title = titles[file] ?? spoken(file.replace(/\.svg$/, ''))
  const about = quality(scores)
  const src = `models/${encodeURIComponent(name)}/card/${file}`
  const alt = `${title} of ${name}${about}; its numbers are in the model card.`
  if (authorization === undefined) return h('img', { src, alt, loading: 'lazy', decoding: 'async' })
  const image = h('img', { alt, decoding: 'async' })
  void showAs(image, src, authorization)
  return image
}

/** The score that a picture's text names. */
function quality({ accuracy, r2 }: Scores): string {
  if (accuracy !== undefined) return ` (accuracy ${percent(accuracy)})`
  return isNumber(r2) ? ` (R² ${number(r2)})` : ''
}

/** A page cannot ask for a picture with a user of its own: its bytes are fetched and become the address. */
async function showAs(image: HTMLImageElement, src: string, authorization: string): Promise<void> {
  const response = await fetch(src, { credentials: 'omit', headers: { authorization } }).catch(() => undefined)
  if (!response?.ok) return
  const reader = new FileReader()
  reader.onload = () => {
    image.src = String(reader.result)
  }
  reader.readAsDataURL(await response.blob())
}

type Measure =
  | ('accuracy' | 'majority_accuracy' | 'macro_f1' | 'roc_auc' | 'log_loss' | 'mean_absolute_error')
  | ('r2' | 'root_mean_squared_error' | 'baseline_root_mean_squared_error')

const measures: readonly (readonly [key: Measure, name: string, show: (value: number) => string])[] = [
  ['accuracy', 'Accuracy', percent1],
  ['majority_accuracy', 'Majority baseline', percent1],
  ['macro_f1', 'Macro F1', number],
  ['roc_auc', 'ROC AUC', number],
  ['log_loss', 'Log loss', number],
  ['r2', 'R²', number],
  ['root_mean_squared_error', 'Root mean squared error', size],
  ['baseline_root_mean_squared_error', 'That of the mean', size],
  ['mean_absolute_error', 'Mean absolute error', size],
]

function percent1(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function told(scores: Scores, key: Measure, show: (value: number) => string): string {
  const value = scores[key]
  return isNumber(value) ? show(value) : '–'
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function pair(term: string, value: Node | string): [HTMLElement, HTMLElement] {
  return [h('dt', {}, term), h('dd', {}, value)]
}
