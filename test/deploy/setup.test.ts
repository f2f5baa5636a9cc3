import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { deployed } from '../support/deployed-service.ts'
import { run } from '../support/kubernetes.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

test('setup.sh of a project brings in a version that was trained beside its data', async (t) => {
  const folder = dirname(await deployed(t, { expose: 'ingress', ingressClass: 'nginx', host: 'reviews.example.com' }))
  const tools = temporaryFolder(t)
  const log = join(tools, 'log')
  const record = `echo "\${0##*/} $*" >>${log}`
  const scripts = {
    minikube: record,
    kubectl: `${record}\nif [ "$3" = cp ]; then test -d "$5"; fi`,
    npx: `${record}\nmkdir -p .slipway/reviews`,
  }
  mkdirSync(join(tools, 'bin'))
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(tools, 'bin', name), `#!/bin/bash\n${script}\n`)
    chmodSync(join(tools, 'bin', name), 0o755)
  }
  const setup = join(folder, 'deploy/setup.sh')
  assert.ok(existsSync(setup))
  const { status, output } = run('bash', ['-c', `PATH=${tools}/bin:$PATH exec ${setup}`])
  assert.equal(status, 0, output)
  const commands = readFileSync(log, 'utf8').split('\n')
  const at = (text: string) => commands.findIndex((command) => command.includes(text))
  assert.ok(at('npx slipway train .') !== -1, commands.join('\n'))
  assert.ok(at('npx slipway train .') < at('apply -k deploy/loader'))
  assert.ok(at('apply -k deploy/loader') < at('slipway models . push /models --store /tmp/store'))
  assert.ok(at('slipway models . push') < at('rollout status deployment/reviews'))
  // The training's image has no data of the project: a Job there would find none.
  assert.equal(at('deploy/training'), -1)
})
