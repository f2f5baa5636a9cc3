/** Held-out scores of a classifier; names and JSON as the API and `model.json` show them. */
export interface Scores {
  /**
   * Where the held-out rows come from. Synthetic: made by a generator, so that the scores say nothing about the world.
   * Sample: they stood in until there are real ones.
   */
  readonly data: {
    readonly name: string
    readonly sha256: string
    readonly synthetic: boolean
    readonly sample?: boolean
  }
  readonly rows: number
  readonly labels: readonly string[]
  readonly accuracy: number
  /** What always answering the commonest label would score. */
  readonly majority_accuracy: number
  readonly macro_f1: number
  /** For two classes of the second one; for more, the mean of one against the rest. Null where the test rows lack a class. */
  readonly roc_auc: number | null
  readonly log_loss: number
  /** Mean distance between the right label and the answered one where the labels are three numbers or more, such as stars; else null. */
  readonly mean_absolute_error: number | null
  /** Row i, column j: rows of label i that were answered with label j, in the order of `labels`. */
  readonly confusion_matrix: readonly (readonly number[])[]
  readonly per_label: readonly {
    readonly label: string
    readonly precision: number
    readonly recall: number
    readonly f1: number
    readonly support: number
  }[]
  /** What has to be known before the scores are believed, a sentence each; absent: nothing. */
  readonly warnings?: readonly string[]
  readonly fit_seconds: number
  /** For all of the rows, by the code that serves. */
  readonly predict_seconds: number
}

/** Held-out scores of a regressor, in the unit of the target; names and JSON as the API and `model.json` show them. */
export interface RegressionScores
  extends Pick<Scores, 'data' | 'rows' | 'warnings' | 'fit_seconds' | 'predict_seconds'> {
  /** Fraction of the variance that is explained: 1 is perfect, 0 is what the mean of the held-out rows scores. Null where they are all the same. */
  readonly r2: number | null
  readonly root_mean_squared_error: number
  readonly mean_absolute_error: number
  readonly median_absolute_error: number
  /** As a fraction of the target. Null where a target is 0. */
  readonly mean_absolute_percentage_error: number | null
  readonly max_error: number
  /** What always predicting the mean of the training rows scores. */
  readonly baseline_root_mean_squared_error: number
  /** What always predicting the median of the training rows scores. */
  readonly baseline_mean_absolute_error: number
  /** The 0th, 10th, … 100th percentile of the held-out targets: the bounds of the histogram of predicted values. */
  readonly target_deciles: readonly number[]
  /** Of the held-out rows, where predictions have an interval. */
  readonly interval?: {
    /** The fraction of targets that is promised to lie within. */
    readonly level: number
    /** The fraction that did. */
    readonly coverage: number
    readonly mean_width: number
  }
}

/** Scores as a version has them: one that another program wrote has at least these. */
export type StoredScores = StoredClassScores | StoredRegressionScores
export type StoredClassScores = Partial<Scores> & Pick<Scores, 'rows' | 'labels' | 'accuracy' | 'confusion_matrix'>
export type StoredRegressionScores = Partial<RegressionScores> &
  Pick<RegressionScores, 'rows' | 'root_mean_squared_error'>

/** Whether scores are those of a regressor. */
export function areRegressionScores<S extends object>(
  scores: S,
): scores is Extract<S, { readonly root_mean_squared_error: number }> {
  return 'root_mean_squared_error' in scores
}
