import type { Service } from '../service/contract.ts'
import type { Store } from '../store/contract.ts'
import type { Log } from './log.ts'
import type { Loading } from './models/loading.ts'
import type { Settings } from './settings.ts'

export interface ServeOptions extends Settings {
  readonly service: Service
  readonly store: Store
  /** How long a version may take to load, and which are let in. */
  readonly loading?: Loading
  /** @default one JSON object a line on stdout, from `logLevel` on */
  readonly log?: Log
  /** Where the files of the pages are, in `docs/` and `playground/`. @default in the installed packages */
  readonly pagesFolder?: string
  /** Wait for a first version where a model has none, instead of failing: what a container does. @default false */
  readonly waitForVersions?: boolean
  /** Command line of the workers, where it has to differ from that of this process. */
  readonly workerArgs?: readonly string[]
}
