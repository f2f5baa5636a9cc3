/** A setting of boosting, as every library is given it. */
export interface BoostingSetting {
  readonly of: 'boosting'
  readonly name: string
  readonly trees: number
  readonly rate: number
  readonly leaves: number
  readonly leafRows: number
  readonly l2: number
}

export interface ForestSetting {
  readonly of: 'forest'
  readonly name: string
  readonly trees: number
  readonly leafRows: number
  /** Columns that each split looks at: the root of their number, or half of them. */
  readonly columns: 'root' | 'half'
}

export type Setting = BoostingSetting | ForestSetting

/** What ours and the rivals are tuned by. */
export const grid: readonly Setting[] = [
  boosting(100, 0.1, 31, 20, 0),
  boosting(200, 0.05, 15, 20, 5),
  boosting(400, 0.03, 15, 50, 20),
  boosting(300, 0.05, 6, 5, 1),
  forest(1, 'root'),
  forest(5, 'root'),
  forest(3, 'half'),
]

/** Each family's rows in the tables, ours first. */
export const families = {
  boosting: ['Slipway HistGradientBoosting', 'LightGBM', 'XGBoost', 'scikit-learn HistGradientBoosting'],
  forest: ['Slipway RandomForest', 'scikit-learn RandomForest'],
} as const

function boosting(trees: number, rate: number, leaves: number, leafRows: number, l2: number): BoostingSetting {
  const name = `${trees} trees, rate ${rate}, ${leaves} leaves of ${leafRows} rows or more, L2 ${l2}`
  return { of: 'boosting', name, trees, rate, leaves, leafRows, l2 }
}

function forest(leafRows: number, columns: ForestSetting['columns']): ForestSetting {
  const name = `leaves of ${leafRows} rows or more, ${columns === 'root' ? 'the root' : 'half'} of the columns a split`
  return { of: 'forest', name, trees: 100, leafRows, columns }
}
