import type { VaderLexicon } from '../../learn/vader/lexicon.ts'
import tables from './lexicon.json' with { type: 'json' }

/** The published lexicon: 7,506 words and emoticons, 3,570 emoji. Made by `derive.py`; MIT licence, kept in the file. */
export const vaderLexicon: VaderLexicon = {
  words: new Map(Object.entries(tables.words)),
  emoji: new Map(Object.entries(tables.emoji)),
  notice: tables.notice,
}
