export interface Command {
  /** Of the document, from 1. */
  readonly line: number
  readonly text: string
}

/** The commands in the blocks of shell of a document, one after another; a line that ends in a backslash goes on. */
export function commandsIn(markdown: string): readonly Command[] {
  const commands: Command[] = []
  let inside = false
  let open: Command | undefined
  for (const [i, raw] of markdown.split('\n').entries()) {
    const text = raw.trim()
    if (text.startsWith('```')) inside = text === '```sh'
    else if (inside && text !== '' && !text.startsWith('#')) {
      open = open === undefined ? { line: i + 1, text } : { ...open, text: `${open.text}\n${text}` }
      if (text.endsWith('\\')) continue
      commands.push(open)
      open = undefined
    }
  }
  return commands
}
