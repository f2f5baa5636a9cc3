import type { Parts, Tensor } from '../learn/contract.ts'
import type { Artifact, Manifest, ReadFile } from './contract.ts'
import { corrupt, isVersionName, sha256 } from './digest.ts'
import { manifestFile, manifestLimitBytes, parseManifest } from './manifest.ts'
import { nonFiniteAt, parseSafetensors, weightsFile } from './safetensors.ts'

export interface ReadArtifactOptions {
  /** Names the version in messages. @default the version's name */
  readonly where?: string
  /** The files that are there, where that can be told: one that `model.json` does not name is refused. */
  readonly names?: readonly string[]
}

/**
 * Reads a version: every file's size and digest checked, then its numbers.
 * @throws ARTIFACT_CORRUPT where a byte differs from what was written, a file is missing or one too many;
 * ARTIFACT_TOO_NEW where a newer library wrote it.
 */
export async function readArtifact(
  version: string,
  readFile: ReadFile,
  { where = version, names }: ReadArtifactOptions = {},
): Promise<Artifact> {
  const manifest = await readManifest(version, readFile, where)
  const stray = names?.find((name) => name !== manifestFile && !Object.hasOwn(manifest.files, name))
  if (stray !== undefined) {
    throw corrupt(
      where,
      `${JSON.stringify(stray)} is in the folder and not in ${manifestFile}; it came after training.`,
    )
  }
  const contents = await Promise.all(
    Object.keys(manifest.files).map(
      async (name) => [name, await readListedFile(manifest, name, readFile, where)] as const,
    ),
  )
  const weights = new Map(contents).get(weightsFile)!
  return { version, manifest, parts: readParts(manifest, weights, where) }
}

/** @throws ARTIFACT_CORRUPT, ARTIFACT_TOO_NEW */
export async function readManifest(version: string, readFile: ReadFile, where = version): Promise<Manifest> {
  if (!isVersionName(version)) {
    throw corrupt(
      where,
      `${JSON.stringify(version)} is no name of a version; they look like 20261122T101500Z-1a2b3c4d.`,
    )
  }
  const bytes = await readFile(manifestFile, manifestLimitBytes)
  if (!bytes) throw corrupt(where, `${manifestFile} is missing; the version was not written to its end.`)
  if (bytes.length > manifestLimitBytes) throw corrupt(where, `${manifestFile} is over ${manifestLimitBytes} bytes.`)
  return parseManifest(bytes, version, where)
}

/**
 * One of the files that `model.json` names, its size and digest checked.
 * @throws ARTIFACT_CORRUPT
 */
export async function readListedFile(
  manifest: Manifest,
  name: string,
  readFile: ReadFile,
  where: string,
): Promise<Uint8Array> {
  const { sizeBytes, sha256: expected } = manifest.files[name]!
  const bytes = await readFile(name, sizeBytes)
  if (!bytes) throw corrupt(where, `${name} is missing; train again or roll back.`)
  if (bytes.length !== sizeBytes) {
    const has = bytes.length > sizeBytes ? `more than ${sizeBytes}` : bytes.length
    throw corrupt(
      where,
      `${name} has ${has} bytes, ${manifestFile} says ${sizeBytes}; the file changed after training.`,
    )
  }
  const actual = sha256(bytes)
  if (actual === expected) return bytes
  const digests = `${name} has sha256 ${actual.slice(0, 8)}…, ${manifestFile} says ${expected.slice(0, 8)}…`
  throw corrupt(where, `${digests}; the file changed after training. Train again or roll back.`)
}

function readParts(manifest: Manifest, weights: Uint8Array, where: string): { readonly [name: string]: Parts } {
  const tensors = new Map(Object.keys(manifest.parts).map((part) => [part, [] as [string, Tensor][]]))
  for (const [name, tensor] of parseWeights(weights, where)) {
    const slash = name.indexOf('/')
    const part = tensors.get(name.slice(0, Math.max(0, slash)))
    if (!part) throw corrupt(where, `${weightsFile} has "${name}", which belongs to no part in ${manifestFile}.`)
    const at = nonFiniteAt(tensor.data)
    if (at >= 0) throw corrupt(where, `${weightsFile} has ${tensor.data[at]} in "${name}"; training went wrong.`)
    part.push([name.slice(slash + 1), tensor])
  }
  return Object.fromEntries(
    Object.entries(manifest.parts).map(([name, { kind, config }]) => [
      name,
      { kind, config: config as Parts['config'], tensors: Object.fromEntries(tensors.get(name)!) },
    ]),
  )
}

function parseWeights(bytes: Uint8Array, where: string): Map<string, Tensor> {
  try {
    return parseSafetensors(bytes)
  } catch (error) {
    throw corrupt(where, `${weightsFile} ${(error as Error).message}.`, error)
  }
}
