import { SlipwayError } from '../errors.ts'
import type { Parts, Tensor } from '../learn/contract.ts'
import { type ArtifactDraft, formatVersion, type Manifest } from './contract.ts'
import { sha256, versionName } from './digest.ts'
import { isFileName, isPartName, manifestFile } from './manifest.ts'
import { nonFiniteAt, sizeOf, toSafetensors, weightsFile } from './safetensors.ts'

/** A version ready to be written: its name, and its files in the order to write them, `model.json` last. */
export interface PackedArtifact {
  readonly version: string
  readonly files: ReadonlyMap<string, Uint8Array>
}

/**
 * Turns what training hands over into the files of a version. The same draft gives the same bytes and name.
 * @throws WRITE_FAILED where the draft could not be read back: NaN or infinity in it, a tensor whose shape does not
 * fit its data, a name that is no file's.
 */
export function packArtifact(draft: ArtifactDraft): PackedArtifact {
  const where = `${draft.manifest.service}/${draft.manifest.model}`
  const problems = [...partProblems(draft.parts), ...documentProblems(draft.documents), ...jsonProblems(draft)]
  if (problems.length > 0) {
    throw new SlipwayError('WRITE_FAILED', `${where} cannot be written as a version: ${problems.join('; ')}.`)
  }
  const files = new Map<string, Uint8Array>([[weightsFile, toSafetensors(allTensors(draft.parts))]])
  for (const [name, content] of Object.entries(draft.documents).sort(byName)) {
    files.set(name, typeof content === 'string' ? Buffer.from(content) : content)
  }
  const manifest: Manifest = {
    formatVersion,
    ...draft.manifest,
    parts: Object.fromEntries(Object.entries(draft.parts).map(([name, { kind, config }]) => [name, { kind, config }])),
    files: Object.fromEntries(
      [...files].map(([name, bytes]) => [name, { sha256: sha256(bytes), sizeBytes: bytes.length }]),
    ),
  }
  const modelJson = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  files.set(manifestFile, modelJson)
  return { version: versionName(manifest.created, modelJson), files }
}

function* allTensors(parts: { readonly [name: string]: Parts }): Generator<[string, Tensor]> {
  for (const [part, { tensors }] of Object.entries(parts)) {
    for (const [name, tensor] of Object.entries(tensors)) yield [`${part}/${name}`, tensor]
  }
}

function partProblems(parts: { readonly [name: string]: Parts }): string[] {
  const names = Object.keys(parts).filter((name) => !isPartName(name))
  const tensors = [...allTensors(parts)].flatMap(([name, { shape, data }]) => {
    if (sizeOf(shape) !== data.length) {
      return [`tensor "${name}" has the shape [${shape}] and ${data.length} numbers`]
    }
    const at = nonFiniteAt(data)
    return at < 0 ? [] : [`tensor "${name}" has ${data[at]} at ${at}; the fit went wrong`]
  })
  return [...names.map((name) => `"${name}" is no name for a part`), ...tensors]
}

function documentProblems(documents: ArtifactDraft['documents']): string[] {
  return Object.keys(documents)
    .filter((name) => !isFileName(name) || name === manifestFile || name === weightsFile)
    .map((name) => `"${name}" is no name for a document`)
}

/** Values that JSON would turn into null. */
function jsonProblems({ manifest, parts }: ArtifactDraft): string[] {
  const problems: string[] = []
  const look = (value: unknown, path: string): void => {
    const isLost = typeof value === 'number' ? !Number.isFinite(value) : ['function', 'bigint'].includes(typeof value)
    if (isLost) problems.push(`${path} is ${value}, which JSON cannot say`)
    if (typeof value !== 'object' || value === null) return
    for (const [key, entry] of Object.entries(value)) look(entry, `${path}/${key}`)
  }
  look(manifest, '')
  for (const [name, { kind, config }] of Object.entries(parts)) look({ kind, config }, `/parts/${name}`)
  return problems
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
