import { cellFromText } from '../../data/cells.ts'
import { parseColumns, Refusal } from '../../data/column.ts'
import { plainSpelling } from '../../data/source.ts'
import { type Problem, SlipwayError } from '../../errors.ts'
import { type InputColumn, inputColumns } from '../../model/table-input.ts'

/** The columns of a table model's input, by the JSON Schema of it; undefined for a model that reads texts. */
export function columnsOf(schema: unknown): readonly InputColumn[] | undefined {
  return typeof schema === 'object' && schema !== null ? inputColumns(schema as never) : undefined
}

/** Rows of texts, as a CSV file holds them, as a table model is asked. @throws INVALID_DATA with all that does not fit */
export function toTableRows(
  file: string,
  columns: readonly InputColumn[],
  rows: readonly { readonly [name: string]: unknown }[],
): object[] {
  const problems: Problem[] = []
  const types = columns.map(({ name, type }) => [name, `${type === 'string' ? 'text' : type}?`] as const)
  const cells = parseColumns(Object.fromEntries(types), plainSpelling)
  const inputs = rows.map((row, i) =>
    Object.fromEntries(
      cells.map((column) => {
        const { name } = column
        const cell = cellFromText(column, String(row[name] ?? ''))
        if (!(cell instanceof Refusal)) return [name, cell ?? null]
        problems.push({ path: `${file}, row ${i + 1}, column "${name}"`, message: cell.reason })
        return [name, null]
      }),
    ),
  )
  if (problems.length === 0) return inputs
  const lines = problems.slice(0, 20).map(({ path, message }) => `  ${path}: ${message}`)
  throw new SlipwayError('INVALID_DATA', `not every row fits the model:\n${lines.join('\n')}`, { problems })
}

/** A row written as JSON on the command line. @throws USAGE */
export function parseRow(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = `slipway predict: expected a row as a JSON object, such as '{"price": 1.5}', got ${text.slice(0, 60)}`
    throw new SlipwayError('USAGE', message, { cause })
  }
}

/** @throws USAGE where a file lacks columns that the model looks at. */
export function checkHasColumns(file: string, columns: readonly InputColumn[], names: readonly string[]): void {
  const missing = columns.map(({ name }) => name).filter((name) => !names.includes(name))
  if (missing.length === 0) return
  const lacks = missing.map((name) => `"${name}"`).join(', ')
  throw new SlipwayError('USAGE', `${file}: there is no column ${lacks}; it has ${names.join(', ')}.`)
}
