import type { Service } from '../../service/contract.ts'
import { memoryNeedMi } from '../../service/memory.ts'
import { parseQuantity } from '../../service/quantity.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { type Layout, layoutOf } from './layout.ts'

/** A file for docker-compose 1.29 and Compose v2: the API; its checks, one suite after another; and their result. */
export function composeFile(service: Service): GeneratedFile {
  const layout = layoutOf(service)
  const suites = Object.keys(service.checks)
  const content = [comment(service, suites), api(service, layout)]
  if (suites.length > 0) content.splice(1, 0, checkFragment(service, suites))
  content.push(...suites.map((suite, i) => check(service, layout, suite, suites[i - 1])))
  if (suites.length > 0) content.push(result(service, suites), turnsVolume)
  return { path: 'docker-compose.yml', content: content.join('\n') }
}

function comment({ name, access }: Service, suites: readonly string[]): string {
  const users = access ? ', CREDENTIALS_FILE another file of users' : ''
  const checks = `#   docker-compose up --build --exit-code-from result   the API and every suite of checks; ends with their result
#   LOG=1 docker-compose up …                           the same, with a log in this folder
#   docker-compose down --volumes                       takes everything down
`
  return `# ${name}: its API in a container, confined as in production${suites.length > 0 ? ', and its acceptance checks' : ''}.
#
#   docker-compose up --build api                       the API alone, for this machine only
${suites.length > 0 ? checks : ''}#
# Models are trained before (\`slipway train\`) and mounted from MODEL_STORE, by default .slipway in this folder. PORT names
# another port${users}. \`slipway check --containers\` does all of this at once.
`
}

/** What all suites have in common. */
function checkFragment({ port }: Service, suites: readonly string[]): string {
  return `x-check: &check
  # Root with these two rights alone: a log goes into this folder and belongs to its owner, whoever that is.
  user: "0:0"
  cap_drop: [ALL]
  cap_add: [CHOWN, DAC_OVERRIDE]
  security_opt: ["no-new-privileges:true"]
  read_only: true
  environment:
    API_ADDRESS: api
    API_PORT: "${port}"
    LOG: "\${LOG:-}"
    LOG_FOLDER: /log
    # One suite after another. Each leaves when all have had their turn, so that one that fails stops no other.
    SUITES: "${suites.join(' ')}"
    TURNS_FOLDER: /turns
  volumes:
    - .:/log
    - turns:/turns
`
}

function api({ name, port, access, limits, deploy }: Service, layout: Layout): string {
  const users = `      - type: bind
        source: "\${CREDENTIALS_FILE:-./${access?.users}}"
        target: /server/credentials.csv
        read_only: true
`
  return `services:
  api:
    image: ${name}
${build(layout, 'Dockerfile')}
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    read_only: true
    # What Node, the models and the limits of requests need.
    mem_limit: ${memoryNeedMi(parseQuantity(deploy.modelMemory) ?? 0, { limits, environment: deploy.environment })}m
    environment:
      LOG_LEVEL: "\${LOG_LEVEL:-warn}"
      MAX_REQUESTS_PER_MINUTE: "\${MAX_REQUESTS_PER_MINUTE:-}"
      RATE_LIMIT_STORE: "\${RATE_LIMIT_STORE:-}"
      TRUST_PROXY: "\${TRUST_PROXY:-}"
    ports:
      - "127.0.0.1:\${PORT:-${port}}:${port}"
    volumes:
      - type: bind
        source: "\${MODEL_STORE:-./.slipway}"
        target: /models
        read_only: true
${access ? users : ''}    healthcheck:
      interval: 2s
`
}

function check({ name }: Service, layout: Layout, suite: string, before: string | undefined): string {
  const after = `      check-${before}:
        condition: service_started
`
  return `  check-${suite}:
    <<: *check
    image: ${name}-check-${suite.toLowerCase()}
${build(layout, 'check.Dockerfile')}
      args:
        SUITE: "${suite}"
    depends_on:
      api:
        condition: service_healthy
${before === undefined ? '' : after}`
}

function result({ name }: Service, suites: readonly string[]): string {
  const all = suites.map((suite) => `      check-${suite}:\n        condition: service_completed_successfully`)
  return `  # Starts where every suite holds, and says so.
  result:
    image: ${name}
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    read_only: true
    command: [node, -p, "'Every suite holds.'"]
    healthcheck:
      disable: true
    depends_on:
${all.join('\n')}
`
}

/** It is in memory, so that it is empty again when nobody holds it. */
const turnsVolume = `volumes:
  turns:
    driver_opts:
      type: tmpfs
      device: tmpfs
      o: size=64k,mode=1777
`

function build({ context, place }: Layout, file: string): string {
  return `    build:
      context: ${context}
      dockerfile: ${place}deploy/${file}`
}
