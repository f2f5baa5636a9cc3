import { styleText } from 'node:util'

/** Rows under a header, columns aligned: numbers to the right, words to the left. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, j) => Math.max(title.length, ...rows.map((row) => row[j]?.length ?? 0)))
  const right = header.map((_, j) => rows.every((row) => /^[−\-+]?[\d.,]*( ?%| s)?$|^–$/.test(row[j] ?? '')))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, j) => (right[j] ? cell.padStart(widths[j] ?? 0) : cell.padEnd(widths[j] ?? 0)))
      .join('  ')
      .trimEnd()
  return [styleText('bold', line(header), { stream: process.stdout }), ...rows.map(line)].join('\n')
}

/** A share or a score to so many places; a dash where there is none. */
export function decimal(value: number | null | undefined, places = 4): string {
  return value === null || value === undefined ? '–' : value.toFixed(places)
}

/** 14525 as `14,525`. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** `1 row`, `2 rows`. */
export function counted(value: number, what: string): string {
  return `${count(value)} ${what}${value === 1 ? '' : 's'}`
}

/** Rows of the true label, columns of the answered one. */
export function confusionTable(labels: readonly string[], matrix: readonly (readonly number[])[]): string {
  return table(
    ['true \\ answered', ...labels],
    labels.map((label, i) => [label, ...(matrix[i] ?? []).map(count)]),
  )
}
