import { createHash } from 'node:crypto'
import { parseSafetensors, toSafetensors } from '../../artifact/index.ts'

/** The file of a version that tells which inputs its fit saw. Read by trainings only, never by a server. */
export const seenRowsFile = 'seen-rows.safetensors'

/**
 * The inputs that a fit saw, as the first 32 bits of the sha256 of each, ascending: four bytes a row. A row held out
 * today may have been learned from yesterday; a version must not be judged by what it was taught. Two inputs share their
 * 32 bits once in four billion pairs, and then one row less is compared.
 */
export function packSeenRows(inputs: readonly unknown[]): Uint8Array {
  const data = Uint32Array.from(new Set(inputs.map(digest))).sort()
  return toSafetensors([['digests', { shape: [data.length], data }]])
}

/**
 * The places of the inputs that a fit did not see.
 * @param file of the fit, its digest checked
 * @throws Error where it is none of ours
 */
export function unseenPlaces(file: Uint8Array, inputs: readonly unknown[]): Int32Array {
  const seen = new Set(parseSafetensors(file).get('digests')?.data as Uint32Array)
  return Int32Array.from(inputs.keys()).filter((place) => !seen.has(digest(inputs[place])))
}

function digest(input: unknown): number {
  return createHash('sha256').update(JSON.stringify(input)).digest().readUInt32LE()
}
