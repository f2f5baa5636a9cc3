import type { Encoding, Source, Spelling } from './contract.ts'

/** What is known about the file, and not to be guessed. */
export interface GuessOptions extends Partial<Spelling> {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: string | undefined
  readonly comment?: string | undefined
  readonly header?: boolean | undefined
  /** Names for the columns of a file without a header, in their order. */
  readonly names?: readonly string[] | undefined
  readonly sheet?: string | number | undefined
  readonly badRows?: Source['badRows'] | undefined
}
