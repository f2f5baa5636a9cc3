import assert from 'node:assert/strict'
import { test } from 'node:test'
import { docker } from '../../docs/rehearsal/docker.ts'
import { toPage } from '../../docs/rehearsal/page.ts'
import { newVersion, oldVersion, rehearse } from '../../docs/rehearsal/rehearse.ts'
import { toMarkdown } from '../../src/probe/report/markdown.ts'
import { noDocker } from '../support/docker.ts'

const skip = noDocker

test('replicas are replaced by a new version and one is killed, and no request fails', { skip }, async () => {
  const rehearsal = await rehearse()
  for (const { report, loads } of [rehearsal.replacement, rehearsal.kill]) {
    assert.deepEqual({ watch: report.failures, load: loads.patient.failures }, { watch: {}, load: {} })
    assert.ok(report.asked > 0 && loads.patient.requests > 0 && loads.cautious.requests > 0)
  }
  const { report } = rehearsal.replacement
  assert.deepEqual(
    report.versions.map(({ version }) => version),
    [oldVersion, newVersion],
  )
  assert.deepEqual({ end: report.end, problems: report.problems }, { end: 'delivered', problems: [] })

  const page = toMarkdown(await toPage(rehearsal), (number) => `${number}.svg`)
  assert.doesNotMatch(page, /NaN|undefined|null/)
  assert.equal(await docker('ps', '--all', '--quiet', `--filter=name=slipway-rehearsal-${process.pid}`), '')
  assert.equal(await docker('network', 'ls', '--quiet', `--filter=name=slipway-rehearsal-${process.pid}`), '')
})
