import { createHash } from 'node:crypto'
import { SlipwayError } from '../errors.ts'

/** Lower-case hex, 64 digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** `20261122T101500Z-1a2b3c4d`: the time of training (UTC), then 8 digits of the digest. */
const versionPattern = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/

export function isVersionName(name: string): boolean {
  return versionPattern.test(name)
}

/**
 * The name of a version. Its digits are the first of the sha256 of `model.json`, which has the sha256 of every other
 * file in it: so the name vouches for every byte. Names sort by time.
 * @param created RFC 3339 in UTC, to the second
 */
export function versionName(created: string, modelJson: Uint8Array): string {
  return `${created.replaceAll(/[-:]/g, '')}-${sha256(modelJson).slice(0, 8)}`
}

/** An error about a stored version; `where` says which, `park-sentiment/v1/20261122T101500Z-1a2b3c4d`. */
export function corrupt(where: string, what: string, cause?: unknown): SlipwayError {
  return new SlipwayError('ARTIFACT_CORRUPT', `${where}: ${what}`, { cause })
}
