/** A fitted model as the files of a version, written and read, every byte checked. */
export {
  type Artifact,
  type ArtifactDraft,
  type DataSourceRecord,
  formatVersion,
  type GoldenRow,
  type Manifest,
  type ReadFile,
} from './contract.ts'
export { isVersionName } from './digest.ts'
export { isFileName, manifestFile, manifestLimitBytes } from './manifest.ts'
export { type PackedArtifact, packArtifact } from './pack.ts'
export { type ReadArtifactOptions, readArtifact, readListedFile, readManifest } from './read.ts'
export { parseSafetensors, toSafetensors, weightsFile } from './safetensors.ts'
