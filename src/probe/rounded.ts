/** The same data with every number to a thousandth: a millisecond, or a microsecond of milliseconds. */
export function rounded<T>(data: T): T {
  if (typeof data === 'number') return (Math.round(data * 1000) / 1000) as T
  if (Array.isArray(data)) return data.map(rounded) as T
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, rounded(value)])) as T
}
