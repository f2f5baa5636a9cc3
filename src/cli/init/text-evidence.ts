import type { Columns, Row } from '../../data/index.ts'
import { accuracyScore, ColumnTransformer, LogisticRegression, trainTestSplit } from '../../learn/index.ts'
import { toFeatures } from '../../model/features.ts'
import { type TableRow, toCells } from '../../model/table-input.ts'

/** Enough to tell a text that matters; the rest would only take time. */
const mostRows = 3000
const splits = 3

/**
 * Whether a text beside other columns tells anything about rows that were not learned from: a linear model with it has
 * to be right more often than one without it, by more than one standard error. Names of people, addresses and remarks
 * that say nothing do not pass, and would cost whoever asks the model a field to fill in.
 */
export function textTells(
  columns: Columns,
  rows: readonly { readonly row: Row; readonly label: string }[],
  { text, features }: { readonly text: string; readonly features: readonly string[] },
): boolean {
  const some = rows.length <= mostRows ? rows : takeEvenly(rows)
  const labels = some.map(({ label }) => label)
  let [withText, without, asked] = [0, 0, 0]
  for (let seed = 0; seed < splits; seed++) {
    const split = trainTestSplit(labels.length, { testSize: 0.25, seed, stratify: labels })
    withText += hits(columns, some, features, split)
    const others = features.filter((name) => name !== text)
    without += hits(columns, some, others, split)
    asked += split.test.length
  }
  const share = without / asked
  return withText - without > Math.sqrt(share * (1 - share) * (asked / splits)) * splits * 0.5
}

function takeEvenly<T>(rows: readonly T[]): T[] {
  const step = rows.length / mostRows
  return Array.from({ length: mostRows }, (_, i) => rows[Math.floor(i * step)] as T)
}

/** Right answers on the held-out rows of a split. */
function hits(
  columns: Columns,
  rows: readonly { readonly row: Row; readonly label: string }[],
  names: readonly string[],
  { train, test }: { readonly train: Int32Array; readonly test: Int32Array },
): number {
  const features = toFeatures(columns, names)
  const table = features.map(({ name, treatedAs }) => ({ name, type: treatedAs }))
  const take = (places: Int32Array) => {
    const chosen = Array.from(places, (place) => rows[place]).filter((row) => row !== undefined)
    const inputs = chosen.map(
      ({ row }) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])) as TableRow,
    )
    return { cells: inputs.map((input) => toCells(table, input)), labels: chosen.map(({ label }) => label) }
  }
  const [learned, held] = [take(train), take(test)]
  const encoder = new ColumnTransformer({ number: 'standard', missing: 'mean', addIndicator: true, category: 'onehot' })
  const { model, output } = encoder.fitTransform({ columns: table, rows: learned.cells })
  const classifier = new LogisticRegression().fit(output, learned.labels)
  const answers = classifier.predict(model.transformRows(held.cells))
  return accuracyScore(held.labels, answers) * held.labels.length
}
