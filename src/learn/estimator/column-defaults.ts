/** What becomes of a table's columns before a classifier or a regressor, where the service file does not say. */
export interface ColumnDefaults {
  /** Options of the `ColumnTransformer`. */
  readonly transformer: {
    readonly number?: 'passthrough' | 'standard' | 'minmax'
    readonly missing?: 'keep' | 'mean' | 'median'
    readonly addIndicator?: boolean
    readonly category?: 'ordinal' | 'onehot'
  }
  /** The option that takes the columns that hold codes of categories. */
  readonly codesOption?: string
}

/** For models that weigh columns or measure distances: scaled numbers, a column of 0 and 1 for each category. */
export const scaledColumns: ColumnDefaults = {
  transformer: { number: 'standard', missing: 'mean', addIndicator: true, category: 'onehot' },
}

/** For models of counts: the same, with numbers from 0 to 1. */
export const countColumns: ColumnDefaults = {
  transformer: { number: 'minmax', missing: 'mean', addIndicator: true, category: 'onehot' },
}

/** For trees: numbers as they are, gaps filled, categories as codes. */
export const codedColumns: ColumnDefaults = { transformer: { missing: 'median', addIndicator: true } }
