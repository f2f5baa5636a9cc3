/** The few things that a card is written with. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function fixed(value: number | null): string {
  return value === null ? 'not defined' : value.toFixed(4)
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

export function count(n: number): string {
  return n.toLocaleString('en-US')
}

/** A name out of the data, as it is: no Markdown, and no HTML. A `_` inside of a word means nothing, and is left alone. */
export function plain(text: string): string {
  return text
    .replaceAll(/[\\[\]`*~<>&]/g, '\\$&')
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replaceAll(/\s+/g, ' ')
}
