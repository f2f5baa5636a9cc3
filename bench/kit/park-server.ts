import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderBytes } from './folder-bytes.ts'
import { peerScript, python } from './python.ts'
import { reviewsFile } from './reviews.ts'
import { Server } from './server.ts'

const root = join(import.meta.dirname, '../..')
const serviceFolder = join(root, 'services/park-sentiment')

/** alice may ask both models. */
export const authorization = `Basic ${Buffer.from('alice:wonderland').toString('base64')}`

/** services/park-sentiment trained on the park reviews and built, in a folder of its own; and its rivals. */
export class ParkServers {
  readonly folder = mkdtempSync(join(tmpdir(), 'bench-'))
  readonly #store = join(this.folder, 'store')
  readonly #build = join(this.folder, 'build')

  constructor() {
    this.#slipway('train', '--data', reviewsFile(), '--store', this.#store)
    this.#slipway('build', '--out', this.#build)
  }

  /** Size of what `slipway build` made, MB (10⁶ bytes), without a model. */
  get buildMb(): number {
    return folderBytes(this.#build) / 1e6
  }

  /** `node server.mjs`, as it is shipped: logging at `info`, a line a request. */
  slipway(workers: number, env: { readonly [name: string]: string } = {}): Promise<Server> {
    const settings = {
      HOST: '127.0.0.1',
      WORKERS: String(workers),
      MODEL_STORE: this.#store,
      CREDENTIALS_FILE: join(serviceFolder, 'credentials.csv'),
      ...env,
    }
    return Server.start(
      (port) => ({
        args: [process.execPath, join(this.#build, 'server.mjs')],
        env: { ...settings, PORT: String(port) },
      }),
      '/readyz',
    )
  }

  /** bench/serve/bare.ts; `answers` is the file of what it knows. */
  bare(workers: number, answers: string): Promise<Server> {
    return Server.start(
      (port) => ({
        args: [process.execPath, join(root, 'bench/serve/bare.ts')],
        env: { PORT: String(port), WORKERS: String(workers), ANSWERS: answers },
      }),
      '/status',
    )
  }

  /** bench/peers/flask_app.py under gunicorn with its default workers, answering by our model's numbers. */
  flask(workers: number, remember: boolean): Promise<Server> {
    const model = this.#exportModel()
    return Server.start(
      (port) => ({
        args: [
          ...[python(), '-m', 'gunicorn', '--chdir', peerScript(''), '--workers', String(workers)],
          ...['--bind', `127.0.0.1:${port}`, 'flask_app:app'],
        ],
        env: { MODEL: model, REMEMBER: remember ? '1' : '0' },
      }),
      '/status',
    )
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }

  /** The model as a pickle of scikit-learn's parts; made once. */
  #exportModel(): string {
    const model = join(this.folder, 'model.pickle')
    if (existsSync(model)) return model
    const versions = join(this.#store, 'park-sentiment/v1')
    const version = readFileSync(join(versions, 'current'), 'utf8').trim()
    execFileSync(python(), [peerScript('export_model.py'), join(versions, version), model])
    return model
  }

  #slipway(command: string, ...args: string[]): void {
    const main = join(root, 'src/cli/main.ts')
    execFileSync(process.execPath, ['--conditions=slipway-source', main, command, serviceFolder, ...args], {
      env: { ...process.env, MODEL_STORE: this.#store },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  }
}
