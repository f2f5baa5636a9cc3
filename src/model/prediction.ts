import type { Prediction } from './contract.ts'

/** The most probable label, of equals the first, and the probability of each. @param shares in the order of the labels */
export function toPrediction(labels: readonly string[], shares: Float64Array): Prediction {
  const probabilities: Record<string, number> = {}
  let best = 0
  for (let i = 0; i < shares.length; i++) {
    setShare(probabilities, labels[i], shares[i])
    if (shares[i] > shares[best]) best = i
  }
  return { label: labels[best], probabilities }
}

/** `shares['__proto__'] = …` would not make a label of that name. */
function setShare(shares: Record<string, number>, label: string, share: number): void {
  if (label !== '__proto__') shares[label] = share
  else Object.defineProperty(shares, label, { value: share, writable: true, enumerable: true, configurable: true })
}
