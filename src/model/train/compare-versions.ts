import { isDeepStrictEqual } from 'node:util'
import type { Artifact, Manifest } from '../../artifact/contract.ts'
import { areRegressionScores, type StoredScores } from '../../artifact/scores.ts'
import { isSlipwayError } from '../../errors.ts'
import type { Predictor } from '../contract.ts'
import { loadPredictor } from '../load.ts'
import type { Difference, HeldOut } from './held-out.ts'
import { unseenPlaces } from './seen-rows.ts'

/** A measure of both versions. */
interface Pair {
  readonly challenger: number
  readonly current: number
}

/** How a new version does beside the one in use. */
export interface Comparison {
  /** Rows that both were scored on; absent where each was scored on rows of its own. */
  readonly rows?: number
  /** Of classifiers. */
  readonly macroF1?: Pair
  /** Of regressors. */
  readonly meanAbsoluteError?: Pair
  /** Worse by more than this is worse, not chance. */
  readonly margin: number
  /** Labels that the one in use gives and the new one does not, though the service declares the same. */
  readonly lostLabels?: readonly string[]
  readonly isWorse: boolean
}

export interface Challenger {
  readonly manifest: Pick<Manifest, 'kind' | 'labels' | 'options' | 'metrics'>
  /** Absent where it was not trained now. */
  readonly held?: HeldOut | undefined
}

export interface Champion extends Pick<Artifact, 'parts' | 'manifest'> {
  /** Its file that tells which rows it saw, where it has one. */
  readonly seenRows?: Uint8Array | undefined
}

/** A difference that nobody would act on, however certain it is: of macro F1, and as a fraction of a mean absolute error. */
const leastMargin = 0.005
/** Of fewer rows no difference says much. */
const leastRows = 30

/**
 * Compares a new version with the one in use by macro F1, or by the mean absolute error. On the same held-out rows: those of the new training that
 * neither has learned from. Where there are too few of those, by the scores that each got on its own held-out rows.
 * The margin is what chance explains (95 %), and at least 0.005, of an error 0.5 % of it.
 *
 * Undefined where the service declares another model now, so that there is nothing to compare.
 */
export function compareVersions(challenger: Challenger, champion: Champion): Comparison | undefined {
  const { manifest } = challenger
  const isSameModel = isDeepStrictEqual(manifest.options, champion.manifest.options)
  const isSameTask =
    manifest.kind === champion.manifest.kind && isDeepStrictEqual(manifest.labels, champion.manifest.labels)
  if (!isSameModel && !isSameTask) return undefined
  const onUnseen = challenger.held && isSameTask ? compareOnUnseen(challenger.held, champion) : undefined
  const comparison = onUnseen ?? compareScores(manifest.metrics, champion.manifest.metrics)
  const lostLabels = champion.manifest.labels.filter((label) => !manifest.labels.includes(label))
  return comparison && lostLabels.length > 0 ? { ...comparison, lostLabels, isWorse: true } : comparison
}

function compareOnUnseen(held: HeldOut, champion: Champion): Comparison | undefined {
  const { inputs } = held
  const learned = champion.manifest.data !== null
  if (learned && champion.seenRows === undefined) return undefined
  const unseen = champion.seenRows ? unseenPlaces(champion.seenRows, inputs) : Int32Array.from(inputs.keys())
  if (unseen.length < leastRows) return undefined
  const predictor = predictorOf(champion, held.declared)
  // A version of other columns than the service declares now.
  if (predictor === undefined || unseen.some((place) => predictor.checkInput(inputs[place], '').length > 0))
    return undefined
  return verdict(held.compare(predictor, champion.manifest.labels, unseen), unseen.length)
}

/** Undefined for a version with derived columns that the service has no more. */
function predictorOf(champion: Champion, declared: HeldOut['declared']): Predictor | undefined {
  try {
    return loadPredictor(champion, declared)
  } catch (error) {
    if (isSlipwayError(error, 'ARTIFACT_CORRUPT')) return undefined
    throw error
  }
}

/** Each on its own held-out rows; the standard error is that of a fraction, which that of macro F1 is close to. */
function compareScores(a: StoredScores, b: StoredScores): Comparison | undefined {
  if (a.rows === 0 || b.rows === 0) return undefined
  const isSame = a.data?.sha256 === b.data?.sha256 && a.rows === b.rows
  const difference = areRegressionScores(a) ? compareErrors(a, b) : compareMacroF1(a, b)
  return difference && verdict(difference, isSame ? a.rows : undefined)
}

function compareMacroF1(a: StoredScores, b: StoredScores): Difference | undefined {
  if (areRegressionScores(a) || areRegressionScores(b) || a.macro_f1 === undefined || b.macro_f1 === undefined)
    return undefined
  const variance = (fraction: number, rows: number) => (fraction * (1 - fraction)) / rows
  const margin = 1.96 * Math.sqrt(variance(a.macro_f1, a.rows) + variance(b.macro_f1, b.rows))
  return { measure: 'macroF1', challenger: a.macro_f1, current: b.macro_f1, margin }
}

/** The spread of absolute errors follows from their mean and the mean of their squares. */
function compareErrors(a: StoredScores, b: StoredScores): Difference | undefined {
  if (!areRegressionScores(a) || !areRegressionScores(b)) return undefined
  const [ofA, ofB] = [a.mean_absolute_error, b.mean_absolute_error]
  if (ofA === undefined || ofB === undefined) return undefined
  const variance = (error: number, squared: number, rows: number) => Math.max(0, squared ** 2 - error ** 2) / rows
  const margin =
    1.96 *
    Math.sqrt(variance(ofA, a.root_mean_squared_error, a.rows) + variance(ofB, b.root_mean_squared_error, b.rows))
  return { measure: 'meanAbsoluteError', challenger: ofA, current: ofB, margin }
}

function verdict({ measure, challenger, current, margin: byChance }: Difference, rows: number | undefined): Comparison {
  const isError = measure === 'meanAbsoluteError'
  const margin = Math.max(isError ? leastMargin * current : leastMargin, byChance)
  return {
    ...(rows !== undefined && { rows }),
    [measure]: { challenger, current },
    margin,
    isWorse: isError ? challenger > current + margin : challenger < current - margin,
  }
}
