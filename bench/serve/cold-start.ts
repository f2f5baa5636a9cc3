/**
 * How long from `node server.mjs` to the first 200 on /readyz?
 *
 *   node --conditions=slipway-source bench/serve/cold-start.ts [--words 50000] [--rounds 20] [--trial]
 *
 * Servers built by `slipway build`: a service whose one model knows 50,000 words, and park-sentiment. Beside them, in the
 * same rounds, what a server cannot be faster than, Node with a `node:http` server of one line; and park-sentiment's rival
 * in Flask under gunicorn. Each start is a process of its own.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { folderBytes } from '../kit/folder-bytes.ts'
import { machineFacts } from '../kit/machine.ts'
import { ParkServers } from '../kit/park-server.ts'
import { publish } from '../kit/report.ts'
import { Server } from '../kit/server.ts'
import { median, medianRatio } from '../kit/stats.ts'

interface Start {
  /** Milliseconds to the first 200. */
  readonly clock: number
  /** Milliseconds of user and system time until then, of all its processes. */
  readonly cpu: number
}

const { values: options } = parseArgs({
  options: {
    words: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '20' },
    trial: { type: 'boolean', default: false },
  },
})
const root = join(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'bench-'))
const words = Number(options.words)
const service = writeService()
slipway('train', service)
slipway('build', service)
const built = join(service, 'build')
const bare = join(home, 'bare.mjs')
writeFileSync(
  bare,
  `import { createServer } from 'node:http'
createServer((_, answer) => answer.end('ready')).listen(Number(process.env.PORT), '127.0.0.1')
`,
)
const park = new ParkServers()

const model = `${words.toLocaleString('en')} words`
const servers: { [name: string]: () => Promise<Server> } = {
  [model]: () => startNode(join(built, 'server.mjs'), { MODEL_STORE: join(service, '.slipway') }),
  'park-sentiment': () => park.slipway(1),
  'bare node:http': () => startNode(bare),
  'park-sentiment in Flask': () => park.flask(1, true),
}
const starts: { [name: string]: Start[] } = Object.fromEntries(Object.keys(servers).map((name) => [name, []]))
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [name, start] of Object.entries(servers)) {
    const server = await start()
    starts[name].push({ clock: server.readyMs, cpu: server.cpuSeconds() * 1000 })
    await server.stop()
  }
}
const sizes = { [model]: folderBytes(built) / 1e6, 'park-sentiment': park.buildMb }
rmSync(home, { recursive: true })
park.remove()

const of = (name: string, key: keyof Start) => starts[name].map((start) => start[key])
const clock = median(of(model, 'clock'))
const overBare = medianRatio(of(model, 'cpu'), of('bare node:http', 'cpu'))
publish(
  {
    question: 'How long from "node server.mjs" to the first 200 on /readyz?',
    setting: [
      `Built by slipway build: a service of one TF-IDF and logistic regression model of ${model}, and park-sentiment with both its models; their stores are folders.`,
      `Flask: gunicorn with one worker and park-sentiment's model as a pickle, asked on /status.`,
      `Each start a process of its own, asked every 2 ms; medians of ${options.rounds}, all in turn. CPU in steps of 10 ms.`,
    ],
    machine: machineFacts(['flask', 'gunicorn', 'scikit-learn']),
    tables: [
      {
        title: 'To the first 200',
        columns: ['server', 'clock, ms', 'fastest, ms', 'CPU, ms', "times bare's clock", 'folder, MB'],
        rows: Object.keys(servers).map((name) => [
          ...[name, median(of(name, 'clock')), Math.min(...of(name, 'clock')), median(of(name, 'cpu'))],
          ...[medianRatio(of(name, 'clock'), of('bare node:http', 'clock')), sizes[name] ?? Number.NaN],
        ]),
      },
    ],
    goals: [
      {
        goal: '200 ms to the first 200 on /readyz',
        measured: `${clock.toFixed(0)} ms, ${overBare.toFixed(1)} times the CPU of bare node:http`,
        met: clock <= 200,
      },
      {
        goal: 'the built folder under 5 MB',
        measured: `${Object.values(sizes)
          .map((size) => size.toFixed(2))
          .join(' and ')} MB`,
        met: Object.values(sizes).every((size) => size < 5),
      },
    ],
    raw: starts,
  },
  { keep: !options.trial },
)

/** A service whose model knows `words` words, each of which occurs in a review or two. */
function writeService(): string {
  const folder = join(home, 'service')
  mkdirSync(join(home, 'node_modules'))
  mkdirSync(folder)
  symlinkSync(root, join(home, 'node_modules/slipway'))
  const lines = Array.from({ length: Math.ceil(words / 10) }, (_, row) => {
    const own = Array.from({ length: 10 }, (_, i) => `word${row * 10 + i}`).join(' ')
    return row % 2 === 0 ? `a good day ${own},5` : `a bad day ${own},1`
  })
  writeFileSync(join(folder, 'reviews.csv'), `text,stars\n${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(folder, 'service.ts'),
    `import { csv, defineService, LogisticRegression, TfidfVectorizer, textClassifier } from 'slipway'

export default defineService({
  name: 'cold-start',
  port: 5999,
  models: {
    v1: textClassifier({
      data: csv('reviews.csv', { columns: { text: 'text', stars: 'integer' } }),
      text: 'text',
      label: (row) => (row.stars > 3 ? 'positive' : 'negative'),
      pipeline: [new TfidfVectorizer(), new LogisticRegression()],
    }),
  },
  examples: { v1: ['a good day'] },
})
`,
  )
  return folder
}

function slipway(...args: string[]): void {
  execFileSync(process.execPath, ['--conditions=slipway-source', join(root, 'src/cli/main.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

function startNode(file: string, env: { readonly [name: string]: string } = {}): Promise<Server> {
  return Server.start(
    (port) => ({ args: [process.execPath, file], env: { PORT: String(port), HOST: '127.0.0.1', ...env } }),
    '/readyz',
  )
}
