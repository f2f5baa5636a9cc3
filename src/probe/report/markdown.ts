import { type Block, type Document, isNumeric, type Table } from './document.ts'

/** `pictureName` gives the file beside the page that holds the picture of a number, from 0. */
export function toMarkdown({ title, blocks }: Document, pictureName: (number: number) => string): string {
  let pictures = 0
  const parts = blocks.map((block) =>
    'picture' in block ? `![${block.alt}](${pictureName(pictures++)})` : toText(block),
  )
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`
}

function toText(block: Exclude<Block, { picture: string }>): string {
  if ('heading' in block) return `## ${block.heading}`
  if ('text' in block) return block.text
  if ('list' in block) return block.list.map((item) => `- ${item}`).join('\n')
  if ('code' in block) return `\`\`\`sh\n${block.code}\n\`\`\``
  return toTable(block.table)
}

function toTable(table: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = table.header.map((_, j) => (isNumeric(table, j) ? '--:' : '---'))
  return [line(table.header), line(rule), ...table.rows.map(line)].join('\n')
}
