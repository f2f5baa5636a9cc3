import type { ClassWeight } from '../class-weight.ts'

export interface LinearSVCOptions {
  /** Inverse of the strength of regularisation, above 0; smaller is stronger. @default 1 */
  readonly C?: number
  /** What a row on the wrong side of its margin costs: its distance from it squared, or as it is. @default 'squared_hinge' */
  readonly loss?: 'squared_hinge' | 'hinge'
  /** Learn an intercept. @default true */
  readonly fitIntercept?: boolean
  /**
   * The intercept is the weight of one more column, which has this value in every row, times it; the weight is
   * penalised as the others are. Larger: penalised less. Above 0. @default 1
   */
  readonly interceptScaling?: number
  /**
   * `balanced` weighs each class by n / (classes · count), weighted rows counting by their weight; or a weight a class,
   * by label. One against the rest, the one has its weight and the rest have 1, as in liblinear. @default all 1
   */
  readonly classWeight?: ClassWeight
  /** The fit stops where its objective is proven to be above the least one by no more than this share of it. @default 1e-6 */
  readonly tol?: number
  /** Newton steps (squared hinge, dense rows) or passes over the rows (else) after which a fit gives up and says so. @default 1000 */
  readonly maxIter?: number
  /** Orders the rows of a pass; of no account for Newton steps. @default 0 */
  readonly seed?: number
}
