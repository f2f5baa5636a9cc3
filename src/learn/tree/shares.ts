/** Each column's share of the whole, shape `(d,)`, summing to 1; all 0 where nothing was gained. */
export function shares(gains: Float64Array): Float64Array {
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  return total > 0 ? gains.map((gain) => gain / total) : gains.slice()
}
