/** A copy with twice the room, or with `least` entries if that is more; the new ones are 0. */
export function grown<A extends Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array>(
  array: A,
  least: number,
): A {
  const bigger = new (array.constructor as new (length: number) => A)(Math.max(2 * array.length, least))
  bigger.set(array)
  return bigger
}
