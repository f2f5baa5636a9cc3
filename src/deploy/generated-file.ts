/** A file that is derived from a service and committed beside it. */
export interface GeneratedFile {
  /** Below the service's folder, with `/`: `deploy/Dockerfile`. */
  readonly path: string
  readonly content: string
}
