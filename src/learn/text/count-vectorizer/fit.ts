import type { FitOptions } from '../../contract.ts'
import { checkTexts } from '../check-texts.ts'
import { CountedTexts } from '../count/counted-texts.ts'
import { type CountOptions, countSettings } from '../settings.ts'

/** Cuts texts into terms once, to be learned from more than once. */
export function read(options: CountOptions, texts: readonly string[], { onProgress }: FitOptions): CountedTexts {
  checkTexts('CountVectorizer.fit', texts)
  return new CountedTexts(countSettings(options), texts, onProgress)
}
