import type { Json } from '../learn/contract.ts'
import { inputColumns } from './table-input.ts'

/** Something to ask a model that has no examples, by the JSON Schema of its input. */
export function anyInput(input: Json): Json {
  const columns = inputColumns(input)
  if (columns === undefined) return 'a text'
  const plain = {
    number: 0,
    integer: 0,
    string: '',
    boolean: false,
    date: '2025-01-31',
    datetime: '2025-01-31T00:00',
  } as const
  return Object.fromEntries(columns.map(({ name, type, optional }) => [name, optional ? null : plain[type]]))
}
