/**
 * One line of CSV, its line end included, by RFC 4180: cells with the delimiter, quotes or line breaks in them are
 * quoted. Undefined and null are empty cells.
 *
 * A text that a spreadsheet would run as a formula (`=HYPERLINK(…)`, `@SUM`, `+1+1`) gets an apostrophe before it, which
 * spreadsheets take as "this is a text"; numbers such as -5 stay as they are.
 *
 * @param keepFormulas writes such a text as it is, for readers that are no spreadsheets
 */
export function toCsvLine(cells: readonly unknown[], delimiter = ',', keepFormulas = false): string {
  const written = cells.map((cell) => {
    const given = cell === undefined || cell === null ? '' : String(cell)
    const text = !keepFormulas && isFormula(given) ? `'${given}` : given
    return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  // A line with nothing on it would be passed over by whoever reads it.
  return `${written.join(delimiter) || '""'}\n`
}

function isFormula(text: string): boolean {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)
}
