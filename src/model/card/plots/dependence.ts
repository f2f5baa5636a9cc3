import { fourDigits } from '../../../values.ts'
import type { PartialDependence } from '../partial-dependence.ts'
import { height, type Plot, shortNumber, width } from './plot.ts'
import { colors } from './theme.ts'

/** How the mean prediction moves with a column: a line for numbers, a dot for each category. */
export function dependencePlot({ column, isNumber, points }: PartialDependence, target: string): Plot {
  const values = points.map(({ value, prediction }) => ({
    value: typeof value === 'number' ? shortNumber(value) : value,
    prediction: shortNumber(prediction),
  }))
  const title = `Predicted ${target} by ${column}`
  const said = values.map(({ value, prediction }) => `${value}: ${fourDigits(prediction)}`)
  const prediction = {
    field: 'prediction',
    type: 'quantitative',
    title: `mean predicted ${target}`,
    scale: { zero: false },
  }
  return {
    title,
    description: `Mean prediction with every row's ${column} set to a value, the others as they are: ${said.slice(0, 12).join('; ')}.`,
    spec: {
      title: { text: title, subtitle: 'the other columns as they are' },
      width,
      height: isNumber ? height : { step: 22 },
      data: { values },
      mark: isNumber
        ? { type: 'line', point: { size: 25, filled: true, color: colors.second }, color: colors.second }
        : { type: 'circle', size: 80, color: colors.second },
      encoding: isNumber
        ? { x: { field: 'value', type: 'quantitative', title: column, scale: { zero: false } }, y: prediction }
        : { y: { field: 'value', type: 'nominal', sort: null, title: column }, x: prediction },
    } as unknown as Plot['spec'],
  }
}
