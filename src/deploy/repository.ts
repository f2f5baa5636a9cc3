import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** Where a service is in its repository. */
export interface Place {
  /** The folder of the repository. */
  readonly root: string
  /** From there to the service's folder, with `/`; empty where it is the root itself. */
  readonly inside: string
  /** From the service's folder to the root, with `/` at its end; empty where it is the root itself. */
  readonly up: string
}

/** The repository is the folder with `.git` in it, at the service's folder or above; without one, the service's folder. */
export function findRepository(folder: string): Place {
  let root = folder
  while (!existsSync(join(root, '.git'))) {
    if (dirname(root) === root) return { root: folder, inside: '', up: '' }
    root = dirname(root)
  }
  const inside = relative(root, folder).split(sep).join('/')
  return { root, inside, up: '../'.repeat(inside === '' ? 0 : inside.split('/').length) }
}
