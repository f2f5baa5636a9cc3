/**
 * How the files of a store are reached: all that a folder, an http(s) address and S3 differ in. Paths are relative to
 * the store, with slashes: `park-sentiment/v1/current`.
 */
export interface FileAccess {
  /** The store as the user wrote it, for messages. */
  readonly url: string
  /** Whether files come from elsewhere: nothing of what came is then shown, as the address may be another's secret. */
  readonly isRemote?: boolean
  /**
   * The bytes of a file; undefined where there is none. Of a file that is longer, `maxBytes` + 1 bytes: enough to see
   * that it is.
   * @throws STORE_UNREACHABLE, STORE_NOT_FOUND
   */
  get(path: string, maxBytes: number): Promise<Uint8Array | undefined>
  /**
   * The files below a path, relative to it, hidden ones left out: `20261122T101500Z-1a2b3c4d/model.json`. Empty where
   * there is nothing; undefined where this kind of store cannot tell.
   * @throws STORE_UNREACHABLE, STORE_NOT_FOUND
   */
  list(path: string): Promise<string[] | undefined>
}

/** A store that can also be written. */
export interface WritableFileAccess extends FileAccess {
  /** Tries whether files below a path can be written, and leaves nothing that a reader would see. @throws WRITE_FAILED */
  checkWritable(path: string): Promise<void>
  /** Writes a file, in the place of one that is there: readers see the old bytes or the new ones. @throws WRITE_FAILED */
  put(path: string, bytes: Uint8Array): Promise<void>
  /**
   * Writes a folder: readers see all of it or nothing. Where that cannot be had, as there is one already or no way to
   * write several files in one step, they are written in the order given, and the last one makes the folder count.
   * @throws WRITE_FAILED
   */
  putFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void>
}
