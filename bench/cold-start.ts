/**
 * How long from `node server.mjs` to the first 200 on /readyz, with a model of 50,000 words?
 *
 *   node --conditions=slipway-source bench/cold-start.ts [--words 50000] [--rounds 15] [--trial]
 *
 * A service of one text model, trained on made reviews and built by `slipway build`, each start a process of its own;
 * beside it, in the same rounds, what a server cannot be faster than: Node that starts a `node:http` server of one line.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { machineFacts } from './kit/machine.ts'
import { publish } from './kit/report.ts'
import { median, medianRatio } from './kit/stats.ts'

interface Start {
  /** Milliseconds to the first 200 on /readyz. */
  readonly clock: number
  /** Milliseconds of user and system time until then. */
  readonly cpu: number
}

const { values: options } = parseArgs({
  options: {
    words: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '15' },
    trial: { type: 'boolean', default: false },
  },
})
const root = join(import.meta.dirname, '..')
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

const ours: Start[] = []
const theirs: Start[] = []
for (let round = 0; round < Number(options.rounds); round++) {
  ours.push(await start(join(built, 'server.mjs')))
  theirs.push(await start(bare))
}
const sizeMb = folderBytes(built) / 1e6
rmSync(home, { recursive: true })

const clock = median(ours.map((run) => run.clock))
const cpu = median(ours.map((run) => run.cpu))
const ratio = medianRatio(
  ours.map((run) => run.cpu),
  theirs.map((run) => run.cpu),
)
publish(
  {
    question: `How long from "node server.mjs" to the first 200 on /readyz, with a model of ${words.toLocaleString('en')} words?`,
    setting: [
      'A service of one TF-IDF and logistic regression model, trained and built by the command line, its store a folder.',
      `Each start a process of its own, /readyz asked every 2 ms; medians of ${options.rounds}, the two in turn.`,
    ],
    machine: machineFacts(),
    tables: [
      {
        title: 'To the first 200',
        columns: ['server', 'clock, ms', 'fastest, ms', 'CPU, ms'],
        rows: [
          ['slipway build', clock, Math.min(...ours.map((run) => run.clock)), cpu],
          [
            'bare node:http',
            median(theirs.map((run) => run.clock)),
            Math.min(...theirs.map((run) => run.clock)),
            median(theirs.map((run) => run.cpu)),
          ],
        ],
      },
    ],
    goals: [
      {
        goal: '200 ms to the first 200 on /readyz',
        measured: `${clock.toFixed(0)} ms, ${ratio.toFixed(1)} times the CPU of bare node:http`,
        met: clock <= 200,
      },
      { goal: 'the built folder under 5 MB', measured: `${sizeMb.toFixed(2)} MB`, met: sizeMb < 5 },
    ],
    raw: { ours, theirs },
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
  execFileSync(process.execPath, ['--conditions=slipway-source', join(root, 'src/cli/main.ts'), ...args])
}

async function start(file: string): Promise<Start> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    MODEL_STORE: join(service, '.slipway'),
  }
  const started = performance.now()
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
    await sleep(2)
  }
  const run = { clock: performance.now() - started, cpu: cpuMs(child.pid!) }
  child.kill()
  await ended
  return run
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ port, host: '127.0.0.1', path: '/readyz', agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    }).on('error', () => resolve(false))
  })
}

/** User and system time of a process: fields 14 and 15 of proc(5), in ticks of 10 ms. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function folderBytes(folder: string): number {
  return Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0]) - statSync(folder).size
}
