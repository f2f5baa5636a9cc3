import type { Trees } from './trees.ts'

/** The different values of leaves, shape `(different, outputs)`, and for each node the place of its values among them. */
export function distinctLeaves({ feature, value, outputs }: Trees): { values: Float64Array; placeOf: Int32Array } {
  const placeOf = new Int32Array(feature.length)
  const kept: number[] = []
  const known = new Map<number, number>()
  for (let i = 0; i < feature.length; i++) {
    if (feature[i] >= 0) continue
    const first = i * outputs
    let key = value[first]
    for (let k = 1; k < outputs; k++) key = key * Math.PI + value[first + k]
    let place = known.get(key)
    // Different values with the same key are kept twice: the key only finds, it does not decide.
    for (let k = 0; place !== undefined && k < outputs; k++) {
      if (kept[place * outputs + k] !== value[first + k]) place = undefined
    }
    if (place === undefined) {
      place = kept.length / outputs
      for (let k = 0; k < outputs; k++) kept.push(value[first + k])
      known.set(key, place)
    }
    placeOf[i] = place
  }
  return { values: Float64Array.from(kept), placeOf }
}
