/** Held-out scores; names and JSON as the API and `model.json` show them. */
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

/** Scores as a version has them: one that another program wrote has at least these. */
export type StoredScores = Partial<Scores> & Pick<Scores, 'rows' | 'labels' | 'accuracy' | 'confusion_matrix'>
