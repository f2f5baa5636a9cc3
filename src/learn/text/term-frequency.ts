/** What a term's count in a text becomes before it is weighed: the count itself, 1 + ln of it, or 1; 0 stays 0. */
export function termFrequency(binary: boolean, sublinear: boolean): (count: number) => number {
  if (binary) return (count) => Math.min(count, 1)
  return sublinear ? (count) => (count === 0 ? 0 : 1 + Math.log(count)) : (count) => count
}
