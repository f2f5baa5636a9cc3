const units: Readonly<Record<string, number>> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
}

/**
 * A quantity as Kubernetes writes it, as a number: `"512Mi"` in bytes, `"250m"` in CPUs.
 * @returns undefined where it is none, or not above 0
 */
export function parseQuantity(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(text) ?? []
  const value = Number(digits) * (units[unit] ?? Number.NaN)
  return digits !== '' && value > 0 ? value : undefined
}
