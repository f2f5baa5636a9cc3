export interface Access<P extends string = string> {
  readonly scheme: 'basic'
  /** The file of users, relative to the service's folder: `username,password,<permission>…`, passwords as argon2id hashes. */
  readonly users: string
  readonly permissions: readonly P[]
}

/**
 * HTTP Basic with a file of users. Each permission is a column of the file, 0 or 1; a model that has the name of a
 * permission asks for it, any other model for any user.
 */
export function basicAuth<const P extends string>(options: {
  readonly users: string
  readonly permissions: readonly P[]
}): Access<P> {
  return { scheme: 'basic', ...options }
}
