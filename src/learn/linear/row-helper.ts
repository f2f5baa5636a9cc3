import { type Helping, help } from '../parallel/crew.ts'
import { designOf } from './design.ts'
import { gradientAsked, type RowHelp, type RowShare } from './row-task.ts'
import { type RowRange, RowWork } from './row-work.ts'

/** One task is to help with the products until the fit ends. */
export function runTask({ board, data, own }: Helping<RowHelp, RowShare>): void {
  const { outputs, ranges, asked, vector, sums } = data
  const firstRow = ranges[own.first].from
  const ownRows = (values: Float64Array) => values.subarray(firstRow * outputs, (firstRow + own.X.rows) * outputs)
  const loss = { outputs, weighted: ownRows(data.weighted), shares: ownRows(data.shares) }
  const residual = ownRows(vector)
  const margins = ownRows(data.margins)
  const work = new RowWork(designOf(own.X, outputs, data.fitIntercept), loss)
  help(board, () => {
    for (let r = own.first; r < own.end; r++) {
      const range: RowRange = { from: ranges[r].from - firstRow, to: ranges[r].to - firstRow }
      if (asked[0] === gradientAsked) work.gradient(residual, sums[r], range)
      else work.curvature(vector, margins, sums[r], range)
    }
  })
}

export const module = import.meta.url
