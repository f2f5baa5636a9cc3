import { type LabelledTable, readNumbers, readVisits } from '../kit/tables.ts'
import {
  commonGrid,
  gridOfManyClasses,
  gridOfManyVisits,
  gridOfSmall,
  gridOfVisits,
  type Setting,
} from './table-grids.ts'
import type { scores } from './table-scores.ts'

export interface DataSet {
  readonly read: () => LabelledTable | Promise<LabelledTable>
  /** What it is mostly asked for. */
  readonly score: (typeof scores)[number]['key']
  /** How often it is cut into folds anew: a small set's score hangs on the cut. */
  readonly rounds: number
  readonly forestSeeds: number
  readonly grid: readonly Setting[]
}

const whole = { rounds: 1, forestSeeds: 2, grid: commonGrid }
const small = { rounds: 3, forestSeeds: 1, grid: gridOfSmall }
/** In the order of the page. */
export const sets: { readonly [set: string]: DataSet } = {
  'purchase, one day': { ...whole, read: () => readVisits('primary.csv'), score: 'roc_auc', grid: gridOfVisits },
  'purchase, a week': {
    ...whole,
    read: () => readVisits('primary-week'),
    score: 'roc_auc',
    forestSeeds: 1,
    grid: gridOfManyVisits,
  },
  higgs: { ...whole, read: () => readNumbers('higgs-binary.tsv'), score: 'roc_auc' },
  'five classes': {
    ...whole,
    read: () => readNumbers('five-class.tsv'),
    score: 'accuracy',
    forestSeeds: 1,
    grid: gridOfManyClasses,
  },
  digits: { ...whole, read: () => readNumbers('digits.csv'), score: 'accuracy' },
  wine: { ...small, read: () => readNumbers('wine.csv'), score: 'accuracy' },
  'breast cancer': { ...small, read: () => readNumbers('breast_cancer.csv'), score: 'accuracy' },
}
