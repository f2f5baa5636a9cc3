import type { AnalysisSettings } from '../settings.ts'
import { combines, notAscii } from './characters.ts'

/** What happens to a text before it is cut: lowercase first, then accents, as scikit-learn does. */
export function normalizer(settings: AnalysisSettings): (text: string) => string {
  const { lowercase, stripAccents } = settings
  return (text) => {
    if (lowercase) text = text.toLowerCase()
    if (stripAccents === null || !notAscii.test(text)) return text
    const decomposed = text.normalize('NFKD')
    return stripAccents === 'ascii' ? decomposed.replace(allNotAscii, '') : decomposed.replace(allMarks, dropCombining)
  }
}

const allNotAscii = /[^\0-\x7f]/g
const allMarks = /\p{M}/gu

function dropCombining(mark: string): string {
  return combines(mark) ? '' : mark
}
