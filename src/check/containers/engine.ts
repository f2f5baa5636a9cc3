import { SlipwayError } from '../../errors.ts'
import { runProgram } from './run-program.ts'

/** The words that Compose is called by: `docker compose` (v2) or `docker-compose` (1.29). */
export type Compose = readonly string[]

/**
 * Finds out whether containers can be had here, and how Compose is called.
 * @throws TOOL_MISSING with what to do
 */
export async function findCompose(env: NodeJS.ProcessEnv = process.env): Promise<Compose> {
  const engine = await runProgram(['docker', 'version', '--format', '{{.Server.Version}}'], { env })
  if (engine.code === undefined)
    throw missing('Docker is not installed: there is no program "docker". Install an engine (docs.docker.com/engine)')
  if (engine.code !== 0) {
    const said = engine.output.trim().split('\n').at(-1)
    throw missing(`Docker is installed, but its engine does not answer ("${said}"). Start it, or mend DOCKER_HOST`)
  }
  for (const compose of [['docker', 'compose'], ['docker-compose']]) {
    const { code } = await runProgram([...compose, 'version'], { env })
    if (code === 0) return compose
  }
  throw missing('Docker is here, Compose is not: neither "docker compose" nor "docker-compose". Install one of them')
}

function missing(what: string): SlipwayError {
  return new SlipwayError('TOOL_MISSING', `${what}, or check a running service with --url.`)
}
