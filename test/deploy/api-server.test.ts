import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type ApiServer, definitions, noApiServer, startApiServer } from '../support/api-server.ts'
import { deployed } from '../support/deployed-service.ts'
import { root } from '../support/imports.ts'
import { applied, type KubernetesObject, readObjects, render, run } from '../support/kubernetes.ts'

/** Held by Kubernetes' own API server: its defaults, its validation, Pod Security, and the definitions of others. */
const skip = noApiServer
let server: ApiServer
const known = new Set<string>()

before(async () => {
  if (skip) return
  server = await startApiServer()
  for (const version of server.kubectl(['api-versions']).stdout.trim().split('\n')) known.add(version)
})
after(() => server?.stop())

const services = readdirSync(join(root, 'services')).filter((name) =>
  existsSync(join(root, 'services', name, 'deploy')),
)

for (const name of services) {
  const deploy = join(root, 'services', name, 'deploy')
  for (const folder of skip ? ['an overlay'] : applied(deploy).filter(isOneOfItsKind)) {
    test(`${name}: every object of ${folder} comes back from the API server as it was sent, without a warning`, {
      skip,
    }, (t) => {
      const { objects } = render(join(deploy, folder))
      // GKE reads the annotation only.
      held(
        objects.filter((object) => isKnown(object, t.diagnostic.bind(t))),
        /"kubernetes\.io\/ingress\.class" is deprecated/,
      )
    })
  }

  test(`${name}: Argo CD's objects are as its own definitions say`, {
    skip: skip || (!existsSync(join(deploy, 'argocd/application.yaml')) && 'no Argo CD delivers it'),
  }, (t) => {
    server.kubectl(['create', 'namespace', 'argocd'])
    for (const file of ['app-project.yaml', 'application.yaml']) {
      const objects = readObjects(run('cat', [join(deploy, 'argocd', file)]).stdout)
      // Argo CD knows no name with a path for the finalizer of a project.
      held(
        objects.filter((object) => isKnown(object, t.diagnostic.bind(t))),
        /prefer a domain-qualified finalizer/,
      )
    }
  })
}

test('a training on a schedule and a service that nothing exposes come back as they were sent', { skip }, async (t) => {
  for (const options of [
    { expose: 'none', training: { schedule: '0 3 * * 1', data: 'pvc://rows/reviews.csv' }, namespace: 'by-volume' },
    { autoscale: false, store: 's3://models', namespace: 'by-address', path: '/reviews', ingressClass: 'haproxy' },
  ]) {
    const deploy = await deployed(t, options)
    for (const folder of ['overlays/production', 'training']) held(render(join(deploy, folder)).objects)
  }
})

/** What is applied by hand in staging differs from production's in its names alone. */
function isOneOfItsKind(folder: string): boolean {
  return !/^overlays\/staging\/./.test(folder)
}

/** Sends objects twice: accepted without a warning, complete in what comes back, and no difference left. */
function held(objects: readonly KubernetesObject[], expected = /^$/): void {
  const spaces = new Set(objects.map(({ metadata }) => metadata.namespace).filter(Boolean))
  for (const space of spaces) server.kubectl(['create', 'namespace', space])
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
  const { status, stderr } = server.kubectl(['apply', '-f', '-'], text)
  assert.equal(status, 0, stderr)
  const warnings = stderr
    .split('\n')
    .filter((line) => /^Warning/.test(line) && !/missing the .*last-applied/.test(line))
  for (const line of warnings) assert.match(line, expected)
  for (const object of objects) {
    const { kind, apiVersion, metadata } = object
    const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
    const place = `${kind}.${version}.${group}`
    const where = metadata.namespace ? ['-n', metadata.namespace] : []
    const back = server.kubectl(['get', place, metadata.name, ...where, '-o', 'json'])
    assert.equal(back.status, 0, back.stderr)
    assert.deepEqual(lost(object, JSON.parse(back.stdout)), [], `${kind} ${metadata.name}`)
  }
  const diff = server.kubectl(['diff', '-f', '-'], text)
  // A Job never changes: the next overlay's is another.
  for (const { kind, metadata } of objects)
    if (kind === 'Job' || kind === 'Pod')
      server.kubectl(['delete', kind, metadata.name, '-n', metadata.namespace, '--force', '--grace-period=0'])
  assert.equal(diff.status, 0, diff.stdout + diff.stderr)
}

/** The places whose value did not come back. */
function lost(sent: KubernetesObject, back: KubernetesObject, place = ''): readonly string[] {
  if (typeof sent !== 'object' || sent === null) return sent === back ? [] : [`${place}: ${sent} came back as ${back}`]
  if (typeof back !== 'object' || back === null) return [`${place}: ${JSON.stringify(sent)} came back as ${back}`]
  return Object.entries(sent).flatMap(([key, value]) => lost(value, back[key], `${place}/${key}`))
}

/** Whether the server has the kind of an object: definitions of others may be missing here. */
function isKnown({ apiVersion, kind }: KubernetesObject, say: (text: string) => void): boolean {
  if (known.has(apiVersion)) return true
  say(`${kind}: no definition of ${apiVersion} here`)
  return false
}

test('the definitions of others are here', {
  skip: skip || (definitions().length === 0 && 'none was installed'),
}, () => {
  const groups = JSON.parse(server.kubectl(['get', 'crd', '-o', 'json']).stdout).items.map(
    ({ spec }: KubernetesObject) => spec.group,
  )
  for (const group of [
    'gateway.networking.k8s.io',
    'monitoring.coreos.com',
    'traefik.io',
    'argoproj.io',
    'cloud.google.com',
  ])
    assert.ok(groups.includes(group), group)
})
