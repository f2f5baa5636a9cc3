/** A hash of two whole numbers, whose high bits are the good ones. */
export function mix(a: number, b: number): number {
  return Math.imul(Math.imul(a, 0x9e3779b1) + b, 0x85ebca77)
}
