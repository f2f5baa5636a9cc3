import { runJobs, type WorkerInput } from '../parallel/worker-group.ts'
import { designOf } from './design.ts'
import { gradientRequested, type RowState, type WorkerRows } from './row-task.ts'
import { type RowRange, RowWork } from './row-work.ts'

/** The one task: computes its part of the products until the fit ends. */
export function runTask({ state, data, own }: WorkerInput<RowState, WorkerRows>): void {
  const { outputs, ranges, request, vector, sums } = data
  const firstRow = ranges[own.first].from
  const ownRows = (values: Float64Array) => values.subarray(firstRow * outputs, (firstRow + own.X.rows) * outputs)
  const loss = { outputs, weighted: ownRows(data.weighted), shares: ownRows(data.shares) }
  const residual = ownRows(vector)
  const margins = ownRows(data.margins)
  const work = new RowWork(designOf(own.X, outputs, data.fitIntercept), loss)
  runJobs(state, () => {
    for (let r = own.first; r < own.end; r++) {
      const range: RowRange = { from: ranges[r].from - firstRow, to: ranges[r].to - firstRow }
      if (request[0] === gradientRequested) work.gradient(residual, sums[r], range)
      else work.curvature(vector, margins, sums[r], range)
    }
  })
}

export const module = import.meta.url
