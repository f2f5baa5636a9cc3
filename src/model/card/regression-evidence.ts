import type { Predictor, RegressionScores, ValuePrediction } from '../contract.ts'
import type { TableRow } from '../table-input.ts'
import type { RegressionOutcome } from '../train/score-regressor.ts'
import { partialDependence } from './partial-dependence.ts'
import { coveragePlot } from './plots/coverage.ts'
import { dependencePlot } from './plots/dependence.ts'
import { errorByColumnPlot } from './plots/error-by-column.ts'
import { errorBySizePlot } from './plots/error-by-size.ts'
import { type LearningPoint, learningPlot } from './plots/learning.ts'
import type { Plot } from './plots/plot.ts'
import { predictedActualPlot } from './plots/predicted-actual.ts'
import { residualPlot } from './plots/residuals.ts'
import { tellingPlot } from './plots/telling.ts'
import type { Pictures, Plotter } from './plotter.ts'
import { type RegressionIntervals, regressionIntervals } from './regression-intervals.ts'
import type { Telling } from './telling.ts'

/** What the card of a regressor shows beside the scores. */
export interface RegressionEvidence {
  readonly intervals: RegressionIntervals
  /** By file name; empty where nobody draws. */
  readonly plots: { readonly [name: string]: Plot }
  /** On their way while training goes on. */
  readonly pictures: Promise<Pictures>
}

export interface RegressionFindings {
  readonly outcome: RegressionOutcome
  readonly scores: RegressionScores
  readonly predictor: Predictor<never, ValuePrediction>
  readonly inputs: readonly unknown[]
  /** What is predicted, such as `price`. */
  readonly target: string
  /** Asked for only where somebody draws. */
  readonly telling: () => readonly Telling[]
  /** What its features are called: `words`, `columns`. */
  readonly features: string
  readonly learning: readonly LearningPoint[]
}

/** Columns whose errors and partial dependence are shown. */
const mainColumns = 5

/** Works out a card's intervals and has its plots drawn meanwhile, where somebody draws. */
export function gatherRegressionEvidence(
  findings: RegressionFindings,
  plotter: Plotter | undefined,
): RegressionEvidence {
  const plots = plotter ? plotsOf(findings) : {}
  const pictures = plotter ? plotter.draw(plots) : Promise.resolve({})
  // Awaited when the version is put together; until then a failure is not an unhandled one.
  pictures.catch(() => {})
  return { intervals: regressionIntervals(findings.outcome, findings.scores), plots, pictures }
}

function plotsOf({ outcome, target, features, learning, ...findings }: RegressionFindings) {
  const telling = findings.telling()
  const plots: { readonly [name: string]: Plot } = {
    'predicted-actual.svg': predictedActualPlot(outcome, target),
    'residuals.svg': residualPlot(outcome),
    'error-by-size.svg': errorBySizePlot(outcome),
    ...(outcome.interval && { 'coverage.svg': coveragePlot(outcome, outcome.interval) }),
    ...(learning.length > 1 && { 'learning.svg': learningPlot(learning, 'R²') }),
    ...(telling.length > 0 && { 'telling.svg': tellingPlot(telling, [], features) }),
  }
  if (features !== 'columns') return plots
  const inputs = findings.inputs as readonly TableRow[]
  const predictor = findings.predictor as Predictor<TableRow, ValuePrediction>
  const known = Object.keys(inputs[0] ?? {})
  const columns = telling.map(({ feature }) => feature).filter((name) => known.includes(name))
  const main = (columns.length > 0 ? columns : known).slice(0, mainColumns)
  const dependences = main.map((column, i) => [
    `dependence-${i + 1}.svg`,
    dependencePlot(partialDependence(predictor, inputs, column), target),
  ])
  return {
    ...plots,
    'error-by-column.svg': errorByColumnPlot(outcome, inputs, main),
    ...Object.fromEntries(dependences),
  }
}
