/** A copy in memory that threads can share. */
export function shared<A extends Int32Array | Uint8Array | Float64Array>(
  values: ArrayLike<number>,
  Kind: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
): A {
  const copy = new Kind(new SharedArrayBuffer(values.length * Kind.BYTES_PER_ELEMENT))
  copy.set(values)
  return copy
}

/** Zeros in memory that threads can share. */
export function sharedZeros(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}
