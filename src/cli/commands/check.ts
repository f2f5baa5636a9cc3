import { type Checked, runChecks, showChecked } from '../../check/run-checks.ts'
import { SlipwayError } from '../../errors.ts'
import { didYouMean } from '../../learn/suggest.ts'
import { readService, type Service } from '../../service/index.ts'
import { checkContainers } from '../check-containers.ts'
import { defineCommand, type Result, shared } from '../command.ts'
import { findService } from '../find-service.ts'
import { say } from '../terminal.ts'

export default defineCommand({
  name: 'check',
  positionals: [{ name: 'service', help: 'a folder with a service.ts, or a name under services/' }],
  options: {
    url: {
      type: 'string',
      value: 'URL',
      help: 'address of the running service (default: from API_ADDRESS and API_PORT)',
    },
    suite: { type: 'string', value: 'NAME', many: true, help: 'run only this suite' },
    containers: {
      type: 'boolean',
      help: 'run service and checks in containers: train, build, start, check, remove',
    },
    store: shared.store,
    json: shared.json,
  },
  examples: [
    'slipway check park-sentiment --url http://localhost:5002',
    'slipway check park-sentiment --containers',
    'LOG=1 slipway check park-sentiment --url http://localhost:5002 --suite authentication',
  ],
  async run([name = ''], options) {
    const service = await readService(findService(name))
    const suites = suitesOf(service, options.suite)
    if (options.containers) {
      if (options.url !== undefined || options.suite.length > 0)
        throw new SlipwayError('USAGE', 'slipway check: --containers starts the service itself and runs every suite.')
      return await checkContainers(service, options.store)
    }
    const { port, checksLog, folder } = service
    return toResult(
      await runChecks({ service: service.name, port, suites, checksLog, folder, url: options.url, env: process.env }),
    )
  },
})

function suitesOf({ name, checks }: Service, wanted: readonly string[]) {
  const names = Object.keys(checks)
  if (names.length === 0)
    throw new SlipwayError('USAGE', `${name} has no checks; declare some in its service.ts, under \`checks\`.`)
  for (const suite of wanted) {
    if (!names.includes(suite))
      throw new SlipwayError(
        'USAGE',
        `${name} has no suite "${suite}".${didYouMean(suite, names)} Its suites: ${names.join(', ')}.`,
      )
  }
  const chosen = wanted.length > 0 ? names.filter((suite) => wanted.includes(suite)) : names
  return chosen.map((suite) => ({ name: suite, checks: checks[suite] ?? [] }))
}

function toResult(checked: Checked): Result {
  const { service, address, results, ok, unlogged } = checked
  if (unlogged !== undefined) say(unlogged)
  return { text: showChecked(checked), data: { service, address, ok, checks: results }, ok }
}
