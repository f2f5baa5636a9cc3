/** A report before it is Markdown, HTML or PDF. In texts, cells and items, `code` stands between backticks. */
export interface Document {
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly heading: string }
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly table: Table }
  /** An SVG, with the words that stand for it where it cannot be seen. */
  | { readonly picture: string; readonly alt: string }
  /** Lines as they are typed. */
  | { readonly code: string }

export interface Table {
  readonly header: readonly string[]
  /** Cells of digits stand to the right. */
  readonly rows: readonly (readonly string[])[]
}

/** Whether a column holds numbers only, so that it stands to the right. */
export function isNumeric({ rows }: Table, column: number): boolean {
  return rows.length > 0 && rows.every((row) => /^[−-]?\d[\d,]*(\.\d+)?( ?(%|s|ms))?$|^–?$/.test(row[column] ?? ''))
}

/** A text cut at its backticks: plain and code in turn. */
export function spans(text: string): { readonly text: string; readonly code: boolean }[] {
  return text.split('`').map((part, j) => ({ text: part, code: j % 2 === 1 }))
}
