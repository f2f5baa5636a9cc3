import { createHash } from 'node:crypto'
import { packArtifact, readArtifact } from '../../src/artifact/index.ts'
import { smallDraft } from './drafts.ts'

export type Files = ReadonlyMap<string, Uint8Array>

/** Reads a version as a store does: at most a byte more of a file than asked for, and told what files there are. */
export function readVersion(version: string, files: Files) {
  const readFile = async (name: string, maxBytes: number) => files.get(name)?.subarray(0, maxBytes + 1)
  return readArtifact(version, readFile, { where: 'park-sentiment/v1', names: [...files.keys()] })
}

// biome-ignore lint/suspicious/noExplicitAny: tests put anything into it
type AnyManifest = any

/** A version whose `model.json` says something else, and whose name vouches for it: made so, not damaged. */
export function forgeVersion(change: (manifest: AnyManifest) => void): { version: string; files: Files } {
  return forgeJson((manifest) => {
    change(manifest)
    return JSON.stringify(manifest)
  })
}

/** A version with another text in the place of its `model.json`. */
export function forgeJson(write: (manifest: AnyManifest) => string): { version: string; files: Files } {
  const { version, files } = packArtifact(smallDraft())
  const bytes = Buffer.from(write(JSON.parse(Buffer.from(files.get('model.json')!).toString())))
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  return { version: `${version.slice(0, 17)}${digest}`, files: new Map([...files, ['model.json', bytes]]) }
}
