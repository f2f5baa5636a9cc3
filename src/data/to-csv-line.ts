/**
 * One line of CSV, its line end included, by RFC 4180: cells with the delimiter, quotes or line breaks in them are
 * quoted. Undefined and null are empty cells.
 */
export function toCsvLine(cells: readonly unknown[], delimiter = ','): string {
  const written = cells.map((cell) => {
    const text = cell === undefined || cell === null ? '' : String(cell)
    return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  // A line with nothing on it would be passed over by whoever reads it.
  return `${written.join(delimiter) || '""'}\n`
}
