import type { Artifact, ArtifactDraft, Manifest } from '../artifact/contract.ts'

/**
 * Where the versions of one service's models live: a folder here, an http(s) or s3:// address elsewhere.
 *
 *   <store>/<service>/<model>/current, history, tags/<name>, <version>/…
 */
export interface Store {
  /** As the user wrote it, for messages. */
  readonly url: string
  /** The service whose models are in it. */
  readonly service: string
  /**
   * The versions of a model, oldest first; empty where there is none. Where a store cannot list (http), the one in use.
   * @throws STORE_UNREACHABLE; STORE_NOT_FOUND where its address names what does not exist, as any other verb
   */
  versions(model: string): Promise<string[]>
  /** Whether there is such a version, whole or not. One small read. @throws STORE_UNREACHABLE */
  has(model: string, version: string): Promise<boolean>
  /** The name of the version in use, or undefined. One small read: the server asks every 2 s. @throws STORE_UNREACHABLE */
  current(model: string): Promise<string | undefined>
  /**
   * The versions in the order in which they became current, the one in use last: the last hundred, and by name where an
   * older library kept no order. No clock has a say in it.
   * @throws STORE_UNREACHABLE, ARTIFACT_CORRUPT
   */
  history(model: string): Promise<string[]>
  /** Tags and the versions they name: all of them, or the one of that name, which every store can find. */
  tags(model: string, name?: string): Promise<ReadonlyMap<string, string>>
  /** Reads a version, every digest checked. @throws MODEL_NOT_FOUND, ARTIFACT_CORRUPT, ARTIFACT_TOO_NEW, STORE_UNREACHABLE */
  read(model: string, version: string): Promise<Artifact>
  /** What `model.json` says of a version; its other files are not looked at. @throws as `read` */
  manifest(model: string, version: string): Promise<Manifest>
  /** The files of a version as they are, every digest checked, `model.json` last. @throws as `read` */
  files(model: string, version: string): Promise<ReadonlyMap<string, Uint8Array>>
  /**
   * One of the documents of a version (`README.md`, a plot), its digest checked; undefined where there is none.
   * @param manifest of the version, where it is at hand: the document is then one read
   */
  readDocument(model: string, version: string, name: string, manifest?: Manifest): Promise<Uint8Array | undefined>
}

/** A store that can also be written: a folder or S3. */
export interface WritableStore extends Store {
  /**
   * Fails where a version of the model could not be written, as a small hidden file shows: better before a training
   * than after it. @throws WRITE_FAILED, STORE_NOT_FOUND, STORE_UNREACHABLE
   */
  checkWritable(model: string): Promise<void>
  /**
   * Writes a new version whole or not at all, then makes it current unless told otherwise; gives its name. Where there
   * is a version of the same second already, it is dated the next second that is free: names sort as versions came.
   * @throws WRITE_FAILED
   */
  write(model: string, draft: ArtifactDraft, options?: { readonly use?: boolean }): Promise<string>
  /**
   * Writes a version that another store holds, its files as they are, every digest checked first: whole or not at all,
   * and nothing where it is there already. @throws ARTIFACT_CORRUPT, ARTIFACT_TOO_NEW, WRITE_FAILED
   */
  writeFiles(model: string, version: string, files: ReadonlyMap<string, Uint8Array>): Promise<void>
  /** Makes current what was current before; gives its name. @throws MODEL_NOT_FOUND where there is none, WRITE_FAILED */
  rollback(model: string): Promise<string>
  /** Makes an existing version current, atomically. @throws MODEL_NOT_FOUND, WRITE_FAILED */
  use(model: string, version: string): Promise<void>
  /** Names a version; moves the name where it exists. @throws MODEL_NOT_FOUND, WRITE_FAILED */
  tag(model: string, version: string, name: string): Promise<void>
}
