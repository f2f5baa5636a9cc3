/** A fitted model as the files of a version, written and read, every byte checked. */
export type {
  Artifact,
  ArtifactDraft,
  Manifest,
  ReadFile,
} from './contract.ts'
export { isVersionName } from './digest.ts'
export { isFileName, manifestFile, manifestLimitBytes } from './manifest.ts'
export { packArtifact } from './pack.ts'
export { readArtifact, readListedFile, readManifest } from './read.ts'
export { parseSafetensors, toSafetensors, weightsFile } from './safetensors.ts'
