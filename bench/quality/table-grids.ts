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
}

export type Setting = BoostingSetting | ForestSetting

/** What ours and the rivals are tuned by. */
export const grid: readonly Setting[] = [
  boosting(100, 0.1, 31, 20, 0),
  boosting(250, 0.04, 15, 40, 10),
  boosting(300, 0.05, 6, 5, 1),
  forest(1),
  forest(5),
]
/** Of it, what large sets are measured with. */
export const gridOfLarge: readonly Setting[] = [grid[1], grid[4]]

/** Each family's rows in the tables, ours first. */
export const families = {
  boosting: ['Slipway HistGradientBoosting', 'LightGBM', 'XGBoost', 'scikit-learn HistGradientBoosting'],
  forest: ['Slipway RandomForest', 'scikit-learn RandomForest'],
} as const

function boosting(trees: number, rate: number, leaves: number, leafRows: number, l2: number): BoostingSetting {
  const name = `${trees} trees, rate ${rate}, ${leaves} leaves of ${leafRows} rows or more, L2 ${l2}`
  return { of: 'boosting', name, trees, rate, leaves, leafRows, l2 }
}

function forest(leafRows: number): ForestSetting {
  return { of: 'forest', name: `leaves of ${leafRows} rows or more`, trees: 100, leafRows }
}
