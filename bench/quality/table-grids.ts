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
export const commonGrid: readonly Setting[] = [
  boosting(100, 0.1, 31, 20, 0),
  boosting(250, 0.04, 15, 40, 10),
  boosting(300, 0.05, 6, 5, 1),
  forest(1),
  forest(5),
]
/** Where rows are few, 20 of them are too many for a leaf, and small trees do. */
export const gridOfSmall: readonly Setting[] = [...commonGrid, boosting(200, 0.1, 4, 3, 5), boosting(300, 0.1, 2, 1, 0)]
/** As purchase-predict is shipped. */
const shipped = boosting(300, 0.03, 24, 60, 20)
export const gridOfVisits: readonly Setting[] = [...commonGrid, shipped]
/** Of many rows or classes the whole would take an hour on a busy machine. */
export const gridOfManyVisits: readonly Setting[] = [commonGrid[1], shipped, commonGrid[4]]
export const gridOfManyClasses: readonly Setting[] = [commonGrid[0], commonGrid[4]]

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
