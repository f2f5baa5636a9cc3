/** What VADER knows before it reads a text: rated words, and emoji in words. Data that somebody passes in. */
export interface VaderLexicon {
  /**
   * Mean human rating of a word or emoticon, from −4 (most negative) to 4. Words are looked up in lower case and one
   * at a time: an entry with a capital letter or a blank stays in the table and is never found.
   */
  readonly words: ReadonlyMap<string, number>
  /** A description for each emoji, in lower case. Only an emoji of one code point beyond ASCII is ever found in a text. */
  readonly emoji: ReadonlyMap<string, string>
  /** Whose work the tables are and under which licence; it goes wherever they go. */
  readonly notice: string
}
