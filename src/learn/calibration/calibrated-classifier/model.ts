import { SlipwayError } from '../../../errors.ts'
import type { ClassifierModel, DenseMatrix, Label, LabelModel, Parts } from '../../contract.ts'
import { winningClass } from '../../linear/linear-model.ts'
import { nestParts, type Readers, readParts, unnestParts } from '../../nested-parts.ts'
import { type Calibrator, column, decisionValues } from '../calibrator.ts'
import { IsotonicRegressionModel } from '../isotonic-regression/model.ts'
import { SigmoidCalibrationModel } from '../sigmoid-calibration/model.ts'

/** A fitted classifier with what makes probabilities of its decisions: one calibrator for two classes, else one a class. */
export interface CalibratedMember<X> {
  readonly model: LabelModel<X>
  readonly calibrators: readonly Calibrator[]
}

/**
 * Classifiers whose decisions became honest probabilities: of the rows that are given 0.8, about eight in ten are of
 * the class. With several members, the mean of their probabilities.
 */
export class CalibratedClassifierModel<X> implements ClassifierModel<X> {
  static readonly kind = 'CalibratedClassifier'
  readonly kind = CalibratedClassifierModel.kind
  readonly classes: readonly Label[]
  readonly members: readonly CalibratedMember<X>[]

  constructor(members: readonly CalibratedMember<X>[]) {
    this.classes = members[0]!.model.classes
    this.members = members
  }

  predict(X: X): Label[] {
    return Array.from(winningClass(this.predictProba(X)), (code) => this.classes[code]!)
  }

  predictProba(X: X): DenseMatrix {
    return this.probabilitiesOf(this.members.map(({ model }) => decisionValues(model, X)))
  }

  /** What the members' decisions say together: one matrix a member, of the shape that its calibrators read. */
  probabilitiesOf(decisions: readonly DenseMatrix[]): DenseMatrix {
    const K = this.classes.length
    const each = this.members.map(({ calibrators }, m) => memberProbabilities(calibrators, decisions[m], K))
    const { rows } = each[0]!
    const values = new Float64Array(rows * K)
    for (const P of each) for (let at = 0; at < values.length; at++) values[at]! += P.values[at]! / each.length
    return { rows, columns: K, values }
  }

  toParts(): Parts {
    return nestParts(
      this.kind,
      this.members.flatMap(({ model, calibrators }) => [model, ...calibrators]).map((step) => step.toParts()),
    )
  }

  /** @param readers of the kinds that were calibrated. @throws ARTIFACT_CORRUPT for a kind that `readers` lacks, or parts in the wrong place. */
  static fromParts<X>(parts: Parts, readers: Readers): CalibratedClassifierModel<X> {
    const all = { ...readers, ...calibratorReaders }
    const members: { model: LabelModel<X>; calibrators: Calibrator[] }[] = []
    for (const step of unnestParts(parts)) {
      const fitted = readParts(step, all)
      if ('classes' in fitted) members.push({ model: fitted as LabelModel<X>, calibrators: [] })
      else members.at(-1)?.calibrators.push(fitted as Calibrator)
    }
    const fits = ({ model, calibrators }: CalibratedMember<X>): boolean =>
      calibrators.length === (model.classes.length === 2 ? 1 : model.classes.length)
    if (members.length === 0 || !members.every(fits)) {
      throw new SlipwayError(
        'ARTIFACT_CORRUPT',
        `CalibratedClassifier: expected classifiers, each with its calibrators behind it, got ${unnestParts(parts).map(({ kind }) => kind)}.`,
      )
    }
    return new CalibratedClassifierModel(members)
  }
}

const calibratorReaders: Readers = {
  IsotonicRegression: IsotonicRegressionModel.fromParts,
  SigmoidCalibration: SigmoidCalibrationModel.fromParts,
}

function memberProbabilities(calibrators: readonly Calibrator[], decisions: DenseMatrix, K: number): DenseMatrix {
  const { rows } = decisions
  const values = new Float64Array(rows * K)
  calibrators.forEach((calibrator, c) => {
    const p = calibrator.predict(column(decisions, c))
    for (let i = 0; i < rows; i++) {
      if (K === 2) {
        values[2 * i] = 1 - p[i]!
        values[2 * i + 1] = p[i]!
      } else values[i * K + c] = p[i]!
    }
  })
  if (K > 2) for (let i = 0; i < rows; i++) normalise(values.subarray(i * K, (i + 1) * K))
  return { rows, columns: K, values }
}

/** To a sum of 1; where every class was given 0, all are as likely. */
function normalise(row: Float64Array): void {
  const sum = row.reduce((total, p) => total + p, 0)
  for (let k = 0; k < row.length; k++) row[k] = sum > 0 ? row[k]! / sum : 1 / row.length
}
