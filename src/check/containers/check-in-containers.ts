import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { SlipwayError } from '../../errors.ts'
import type { Service } from '../../service/contract.ts'
import type { Compose } from './engine.ts'
import { readable } from './readable-copy.ts'
import { type Ended, runProgram } from './run-program.ts'

export interface ContainersRequest {
  readonly service: Service
  /** The folder of the models that the API loads. */
  readonly store: string
  /** How Compose is called here. */
  readonly compose: Compose
  readonly env: NodeJS.ProcessEnv
  /** Told of each step as it begins. */
  readonly onStep: (text: string) => void
  /** Stops it all; what was started is taken down. */
  readonly signal: AbortSignal
}

/** What a suite's container said, and how it ended. */
export interface SuiteEnded {
  readonly suite: string
  readonly ok: boolean
  /** Undefined where it never ran. */
  readonly exitCode: number | undefined
  readonly output: string
}

/**
 * Builds a service's images, starts its API, runs every suite of its checks against it, and takes everything down.
 * @throws USAGE where there is no compose file, CHECK_FAILED where the API does not become ready
 */
export async function checkInContainers(request: ContainersRequest): Promise<SuiteEnded[]> {
  const { service, compose, onStep, signal } = request
  const file = composeFileOf(service)
  const users = service.access && join(service.folder, service.access.users)
  await using store = await readable(request.store)
  await using credentials = await readable(users ?? file)

  const project = `slipway-check-${service.name}`
  const env = {
    ...request.env,
    COMPOSE_PROJECT_NAME: project,
    MODEL_STORE: store.path,
    ...(users === undefined ? {} : { CREDENTIALS_FILE: credentials.path }),
    PORT: String(await freePort()),
  }
  const call = (words: readonly string[], stop?: AbortSignal) =>
    runProgram([...compose, '-f', file, ...words], { cwd: service.folder, env, signal: stop })
  try {
    onStep('building the images')
    expectDone(await call(['build'], signal), `the images of ${service.name} could not be built`)
    onStep('running the checks in containers')
    const up = await call(['up', '-d'], signal)
    const suites = []
    for (const suite of Object.keys(service.checks)) suites.push(await endOf(project, suite, signal))
    // A suite that fails makes Compose fail, and says itself why. Where none ran, the API is what to look at.
    if (suites.every(({ exitCode }) => exitCode === undefined)) throw await notReady(project, up, signal)
    return suites
  } finally {
    onStep('taking everything down')
    await call(['down', '--volumes', '--remove-orphans', '--timeout', '10'])
  }
}

/** The compose file of a service. @throws USAGE where there is none */
export function composeFileOf({ name, folder }: Service): string {
  const file = join(folder, 'docker-compose.yml')
  if (existsSync(file)) return file
  throw new SlipwayError('USAGE', `${file} does not exist; write it with \`slipway manifests ${name}\`.`)
}

async function endOf(project: string, suite: string, signal: AbortSignal): Promise<SuiteEnded> {
  const id = await containerOf(project, `check-${suite}`, signal)
  if (id === undefined) return { suite, ok: false, exitCode: undefined, output: '' }
  const { stdout } = await runProgram(['docker', 'wait', id], { signal })
  const { output } = await runProgram(['docker', 'logs', id], { signal })
  const exitCode = Number(stdout)
  return { suite, ok: exitCode === 0, exitCode, output: output.trimEnd() }
}

/** By its labels, which every Compose gives; its name differs from one to the other. Undefined where it never started. */
async function containerOf(project: string, name: string, signal: AbortSignal): Promise<string | undefined> {
  const labels = [`project=${project}`, `service=${name}`].flatMap((label) => [
    '--filter',
    `label=com.docker.compose.${label}`,
  ])
  const states = ['running', 'exited', 'dead'].flatMap((state) => ['--filter', `status=${state}`])
  const { stdout } = await runProgram(['docker', 'ps', '--all', '--quiet', ...labels, ...states], { signal })
  return stdout.trim().split('\n')[0] || undefined
}

async function notReady(project: string, up: Ended, signal: AbortSignal): Promise<SlipwayError> {
  const id = await containerOf(project, 'api', signal)
  const logs = id === undefined ? '' : (await runProgram(['docker', 'logs', '--tail', '20', id], { signal })).output
  const said = logs.trim() === '' ? up.output : logs
  return new SlipwayError('CHECK_FAILED', `the API did not become ready in its container:\n${said.trimEnd()}`)
}

function expectDone({ code, output }: Ended, what: string): void {
  if (code === 0) return
  throw new SlipwayError('CHECK_FAILED', `${what}:\n${output.trimEnd().split('\n').slice(-40).join('\n')}`)
}

/** A port of this machine that nobody listens on: the service's own may be taken. */
async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
