import { SlipwayError } from '../../../errors.ts'
import type { Contributions, LinearForm } from '../../abilities.ts'
import { decidedClasses } from '../../argmax.ts'
import type { ClassifierModel, DenseMatrix, Label, LabelModel, Parts } from '../../contract.ts'
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
 * Classifiers with calibrated probabilities: of the rows that are given 0.8, about eight in ten are of
 * the class. With several members, the mean of their probabilities.
 */
export class CalibratedClassifierModel<X> implements ClassifierModel<X> {
  static readonly kind = 'CalibratedClassifier'
  readonly kind = CalibratedClassifierModel.kind
  readonly classes: readonly Label[]
  readonly members: readonly CalibratedMember<X>[]

  constructor(members: readonly CalibratedMember<X>[]) {
    this.classes = members[0].model.classes
    this.members = members
  }

  predict(X: X): Label[] {
    return Array.from(decidedClasses(this.predictProba(X)), (code) => this.classes[code])
  }

  predictProba(X: X): DenseMatrix {
    return this.probabilitiesOf(this.members.map(({ model }) => decisionValues(model, X)))
  }

  /** What the members' decisions say together: one matrix a member, of the shape that its calibrators read. */
  probabilitiesOf(decisions: readonly DenseMatrix[]): DenseMatrix {
    const K = this.classes.length
    const each = this.members.map(({ calibrators }, m) => memberProbabilities(calibrators, decisions[m], K))
    const { rows } = each[0]
    const values = new Float64Array(rows * K)
    for (const P of each) for (let at = 0; at < values.length; at++) values[at] += P.values[at] / each.length
    return { rows, columns: K, values }
  }

  /** The mean of the members' decisions, before calibration; undefined where one cannot say what moved it. */
  contributions(X: X): Contributions | undefined {
    const each = this.members.flatMap(({ model }) => model.contributions?.(X) ?? [])
    if (each.length < this.members.length) return undefined
    return {
      bias: meanOf(each.map(({ bias }) => bias)),
      values: meanOf(each.map(({ values }) => values)),
      outputs: each[0].outputs,
      fromMean: each.every(({ fromMean }) => fromMean === true),
    }
  }

  /** The members' decisions one after the other; undefined where one is not linear. */
  linearForm(): LinearForm | undefined {
    const linears = this.members.flatMap(({ model }) => model.linearDecision?.() ?? [])
    if (linears.length < this.members.length) return undefined
    const linear = {
      coef: Float64Array.from(linears.flatMap(({ coef }) => [...coef])),
      intercept: Float64Array.from(linears.flatMap(({ intercept }) => [...intercept])),
    }
    const columns = linears[0].intercept.length
    const sums = new Float64Array(linear.intercept.length)
    const views = linears.map((_, m) => ({ rows: 1, columns, values: sums.subarray(m * columns, (m + 1) * columns) }))
    const probabilities = () => this.probabilitiesOf(views).values
    return {
      linear,
      sums,
      probabilities: (out) => out.set(probabilities()),
      explained: () => {
        const likeliest = columns === 1 ? 0 : decidedClasses(this.probabilitiesOf(views))[0]
        return linears.map((_, m) => m * columns + likeliest)
      },
    }
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
        values[2 * i] = 1 - p[i]
        values[2 * i + 1] = p[i]
      } else values[i * K + c] = p[i]
    }
  })
  if (K > 2) for (let i = 0; i < rows; i++) normalise(values.subarray(i * K, (i + 1) * K))
  return { rows, columns: K, values }
}

function meanOf(arrays: readonly Float64Array[]): Float64Array {
  return arrays[0].map((_, e) => arrays.reduce((sum, array) => sum + array[e] / arrays.length, 0))
}

/** To a sum of 1; where every class was given 0, all are as likely. */
function normalise(row: Float64Array): void {
  const sum = row.reduce((total, p) => total + p, 0)
  for (let k = 0; k < row.length; k++) row[k] = sum > 0 ? row[k] / sum : 1 / row.length
}
