import type { BinnedMatrix } from './binned-matrix.ts'

/** All that a tree of a forest needs to grow, in memory that threads can share. Plain data: it is sent to them. */
export interface ForestData {
  readonly matrix: BinnedMatrix
  /** The class of each row, or its number. */
  readonly codes: Int32Array
  readonly y: Float64Array | undefined
  /** The weight of each row, more than 0. */
  readonly weights: Float64Array
  readonly classes: number
  readonly settings: ForestSettings
}

export interface ForestSettings {
  readonly criterion: 'gini' | 'entropy'
  /** −1: no limit, for infinity is no JSON. */
  readonly maxDepth: number
  readonly minSamplesSplit: number
  readonly minSamplesLeaf: number
  /** Columns drawn for a split. */
  readonly features: number
  readonly bootstrap: boolean
  /** Splits of a drawn column are drawn too: extremely randomised trees. */
  readonly drawsThresholds: boolean
  readonly seed: number
}
