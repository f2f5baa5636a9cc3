import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columns, makeTable } from './made-table.ts'
import { hundredWordTexts } from './park-requests.ts'
import { reviewsFile } from './reviews.ts'
import { Server } from './server.ts'

export const logistic = 'logistic regression'
export const forest = 'forest of 100 trees'

/** Models of the same data, `m` by name each, and what to ask them. */
export interface ModelPair {
  /** What `POST /models/m/predict` is asked, one a request. */
  readonly inputs: readonly unknown[]
  /** The file that they are trained on. */
  readonly data: string
  /** For each model the `service.ts` of a service that has only it. */
  readonly services: { readonly [model: string]: string }
}

/** Logistic regression and a forest, trained and built as services of one model each, in a folder of their own. */
export class ModelPairs {
  readonly folder = mkdtempSync(join(tmpdir(), 'bench-'))

  constructor() {
    mkdirSync(join(this.folder, 'node_modules'))
    symlinkSync(root, join(this.folder, 'node_modules/slipway'))
  }

  /** On rows of numbers; the forest with its defaults, the regression on scaled columns. */
  numbers(rows: number): ModelPair {
    const { X, y } = makeTable(rows)
    const names = Array.from({ length: columns }, (_, j) => `x${j}`)
    const cells = Array.from(y, (_, i) => Array.from(X.values.subarray(i * columns, (i + 1) * columns)))
    const inputs = cells.map((row) => Object.fromEntries(names.map((name, j) => [name, row[j]])))
    const data = join(this.folder, 'table.csv')
    const lines = [[...names, 'y'], ...cells.map((row, i) => [...row, y[i]])]
    writeFileSync(data, lines.map((line) => line.join(',')).join('\n'))
    const source = (number: string, estimator: string) => `
import { ColumnTransformer, csv, defineService, LogisticRegression, RandomForestClassifier, tabularClassifier } from 'slipway'

export default defineService({
  name: 'numbers',
  port: 5999,
  models: {
    m: tabularClassifier({
      data: csv(${JSON.stringify(data)}, {
        columns: { ${names.map((name) => `${name}: 'number'`).join(', ')}, y: 'integer' },
      }),
      features: ${JSON.stringify(names)},
      label: (row) => (row.y === 1 ? 'yes' : 'no'),
      pipeline: [new ColumnTransformer({ number: '${number}' }), new ${estimator}],
      card: { learningCurve: false },
    }),
  },
  examples: { m: [${JSON.stringify(inputs[0])}] },
})
`
    return {
      inputs: inputs.slice(0, 2000),
      data,
      services: {
        [logistic]: source('standard', 'LogisticRegression()'),
        [forest]: source('passthrough', 'RandomForestClassifier()'),
      },
    }
  }

  /** On park reviews and their stars, by the pipelines of services/review-stars. */
  async reviews(): Promise<ModelPair> {
    const source = (model: string) => `
import { defineService } from 'slipway'
import stars from ${JSON.stringify(join(root, 'services/review-stars/service.ts'))}

export default defineService({
  name: 'reviews',
  port: 5999,
  models: { m: stars.models['${model}'] },
  examples: { m: stars.examples['${model}'] },
})
`
    return {
      inputs: await hundredWordTexts(2000),
      data: reviewsFile(),
      services: { [logistic]: source('logistic-regression'), [forest]: source('random-forest') },
    }
  }

  /** Trains and builds one of them, and starts it as it is shipped: logging at `info`, a line a request. */
  start({ services, data }: ModelPair, model: string): Promise<Server> {
    const folder = mkdtempSync(join(this.folder, 'service-'))
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    writeFileSync(join(folder, 'service.ts'), services[model])
    const store = join(folder, 'store')
    const build = join(folder, 'build')
    slipway('train', folder, '--data', data, '--store', store)
    slipway('build', folder, '--out', build)
    return Server.start(
      (port) => ({
        args: [process.execPath, join(build, 'server.mjs')],
        env: { PORT: String(port), HOST: '127.0.0.1', WORKERS: '1', MODEL_STORE: store },
      }),
      '/readyz',
    )
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}

const root = join(import.meta.dirname, '../..')

function slipway(...args: string[]): void {
  execFileSync(process.execPath, ['--conditions=slipway-source', join(root, 'src/cli/main.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}
