/** Each value's index among the labels, shape `(n,)`. @throws RangeError for a value that is none of them */
export function labelCodes(values: readonly string[], labels: readonly string[]): Int32Array {
  const codes = new Map(labels.map((label, code) => [label, code]))
  return Int32Array.from(values, (value) => {
    const code = codes.get(value)
    if (code === undefined) throw new RangeError(`expected one of the labels ${labels.join(', ')}, got ${value}.`)
    return code
  })
}
