/** A fenced block of a page, and what the comment in the line before it says. */
export interface Block {
  readonly language: string
  readonly text: string
  readonly line: number
  /** Of `<!-- user: NAME -->`: a step in a user's own folder; of a block that is no command, the file that it is. */
  readonly user: string | undefined
  /** Of `<!-- not run: REASON -->`. */
  readonly notRun: string | undefined
}

/** The fenced blocks of a Markdown page, in order. */
export function fencedBlocks(page: string): Block[] {
  const lines = page.split('\n')
  const blocks: Block[] = []
  for (let i = 0; i < lines.length; i++) {
    const language = /^```(\w*)/.exec(lines[i] ?? '')?.[1]
    if (language === undefined) continue
    const end = lines.indexOf('```', i + 1)
    const before = lines[i - 1] ?? ''
    blocks.push({
      language,
      text: `${lines.slice(i + 1, end).join('\n')}\n`,
      line: i + 1,
      user: /^<!-- user: (.+) -->$/.exec(before)?.[1],
      notRun: /^<!-- not run: (.+) -->$/.exec(before)?.[1],
    })
    i = end
  }
  return blocks
}
