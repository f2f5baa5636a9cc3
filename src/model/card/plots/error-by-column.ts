import { fourDigits, itemAt } from '../../../values.ts'
import type { TableRow } from '../../table-input.ts'
import type { RegressionOutcome } from '../../train/score-regressor.ts'
import { type Plot, shortNumber, width } from './plot.ts'
import { bySize } from './sizes.ts'
import { colors } from './theme.ts'

const mostCategories = 6

/** The mean absolute error of rows by the values of columns: where it is long, the model knows least. */
export function errorByColumnPlot(
  { yTrue, yPred }: RegressionOutcome,
  inputs: readonly TableRow[],
  columns: readonly string[],
): Plot {
  const values = columns.flatMap((column) =>
    groupsOf(inputs, column).map(({ name, rows }) => {
      const sum = rows.reduce((sum, row) => sum + Math.abs(itemAt(yTrue, row) - itemAt(yPred, row)), 0)
      return { group: `${column}: ${name}`, error: shortNumber(sum / rows.length), rows: rows.length }
    }),
  )
  const title = 'Error by column'
  return {
    title,
    description: `Mean absolute error of held-out rows by their values: ${values.map(({ group, error, rows }) => `${group}: ${fourDigits(error)} (${rows} rows)`).join('; ')}.`,
    spec: {
      title: { text: title, subtitle: 'mean absolute error of held-out rows' },
      width,
      height: { step: 16 },
      data: { values },
      mark: { type: 'bar', color: colors.second },
      encoding: {
        y: {
          field: 'group',
          type: 'nominal',
          sort: values.map(({ group }) => group),
          title: null,
          axis: { labelLimit: 170, ticks: false, domain: false },
        },
        x: { field: 'error', type: 'quantitative', title: 'mean absolute error' },
      },
    } as unknown as Plot['spec'],
  }
}

/** Numbers in four groups of about as many rows, else the commonest values. */
function groupsOf(inputs: readonly TableRow[], column: string): { readonly name: string; readonly rows: number[] }[] {
  const places = [...inputs.keys()].filter((place) => (inputs[place]?.[column] ?? null) !== null)
  const numbers = Float64Array.from(places, (place) => Number(inputs[place]?.[column]))
  const byValue = Map.groupBy(places, (place) => String(inputs[place]?.[column]))
  const isNumber = places.every((place) => typeof inputs[place]?.[column] === 'number')
  if (isNumber && byValue.size > mostCategories) {
    return bySize(numbers, 4).map(({ rows, from, to }) => ({
      name: `${fourDigits(from)} to ${fourDigits(to)}`,
      rows: Array.from(rows, (at) => itemAt(places, at)),
    }))
  }
  return [...byValue]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, mostCategories)
    .map(([name, rows]) => ({ name, rows }))
}
