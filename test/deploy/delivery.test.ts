import assert from 'node:assert/strict'
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { root } from '../support/imports.ts'
import {
  hasTool,
  type KubernetesObject,
  noRenderer,
  ofKind,
  podsOf,
  readObjects,
  render,
  run,
} from '../support/kubernetes.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const names = readdirSync(join(root, 'services'))
const workflows = join(root, '.github/workflows')
const deployOf = (name: string) => join(root, 'services', name, 'deploy')
const without = (tool: string) => (hasTool(tool) ? false : `${tool} is not here`)

test('actionlint finds nothing in the workflows', { skip: without('actionlint') }, () => {
  const { status, output } = run(
    'actionlint',
    readdirSync(workflows).map((file) => join(workflows, file)),
  )
  assert.equal(status, 0, output)
})

test('zizmor finds nothing in the workflows', { skip: without('zizmor') }, () => {
  const { status, output } = run('zizmor', ['--offline', '--quiet', workflows])
  assert.equal(status, 0, output)
})

test('every action is one commit, with its release beside it, and no secret is printed', () => {
  for (const name of names) {
    const text = readFileSync(join(workflows, `${name}.yml`), 'utf8')
    for (const line of text.split('\n').filter((line) => line.includes('uses:')))
      assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    const { permissions, jobs } = parse(text)
    assert.deepEqual(permissions, {})
    const runs = Object.values(jobs as KubernetesObject).flatMap((job: KubernetesObject) =>
      job.steps.flatMap((step: KubernetesObject) => step.run ?? []),
    )
    // What comes from outside reaches a shell by its environment, never as a part of the script.
    for (const script of runs) assert.doesNotMatch(script, /\$\{\{/)
  }
})

for (const name of names) {
  test(`${name}: set-release.sh sets the image and the tag that an overlay renders`, {
    skip: noRenderer,
  }, (t) => {
    const folder = temporaryFolder(t)
    cpSync(deployOf(name), folder, { recursive: true })
    // Digits with an e among them are a number to a reader of YAML.
    const set = run(join(folder, 'set-release.sh'), ['production', `registry.example.com:5000/team/${name}`, '12e4567'])
    assert.equal(set.status, 0, set.output)
    const { objects } = render(join(folder, 'overlays/production'))
    const images = objects.flatMap(({ kind, spec }) => {
      return kind === 'Deployment' ? spec.template.spec.containers[0].image : []
    })
    const image = `registry.example.com:5000/team/${name}`
    assert.deepEqual(images, [`${image}:12e4567`])
    const [job] = ofKind(render(join(folder, 'overlays/production/training')).objects, 'Job')
    assert.equal(job.spec.template.spec.containers[0].image, `${image}-train:12e4567`)
    for (const wrong of [
      ['production', 'a|b', '1'],
      ['prod', image, '1'],
      ['production', image, 'sha256:12'],
      ['production', image, ''],
    ])
      assert.equal(run(join(folder, 'set-release.sh'), wrong).status, 2)
    assert.equal(run(join(folder, 'set-release.sh'), []).status, 2)
  })

  test(`${name}: set-release.sh takes a digest, and leaves the training image to its own`, {
    skip: noRenderer,
  }, (t) => {
    const folder = temporaryFolder(t)
    cpSync(deployOf(name), folder, { recursive: true })
    const image = `registry.example.com/team/${name}`
    const [digest, other] = [`sha256:${'0a1b'.repeat(16)}`, `sha256:${'f'.repeat(64)}`]
    const set = (...words: readonly string[]) => run(join(folder, 'set-release.sh'), ['production', image, ...words])
    const images = () => {
      const [deployment] = ofKind(render(join(folder, 'overlays/production')).objects, 'Deployment')
      const [job] = ofKind(render(join(folder, 'overlays/production/training')).objects, 'Job')
      return [deployment, job].map(({ spec }) => spec.template.spec.containers[0].image)
    }
    set('1.2.3')
    assert.equal(set(digest).status, 0)
    assert.deepEqual(images(), [`${image}@${digest}`, `${image}-train:1.2.3`])
    set(digest, other)
    assert.deepEqual(images(), [`${image}@${digest}`, `${image}-train@${other}`])
    set('1.2.4')
    assert.deepEqual(images(), [`${image}:1.2.4`, `${image}-train:1.2.4`])
  })

  test(`${name}: Argo CD follows the production overlay into its namespace, within its project`, {
    skip: !existsSync(join(deployOf(name), 'argocd/application.yaml')) && 'no Argo CD delivers it',
  }, () => {
    const project = parse(readFileSync(join(deployOf(name), 'argocd/app-project.yaml'), 'utf8'))
    const application = parse(readFileSync(join(deployOf(name), 'argocd/application.yaml'), 'utf8'))
    assert.ok(existsSync(join(root, application.spec.source.path, 'kustomization.yaml')))
    assert.deepEqual(project.spec.sourceRepos, [application.spec.source.repoURL])
    assert.deepEqual(project.spec.destinations, [application.spec.destination])
    assert.equal(application.spec.project, project.metadata.name)
    assert.deepEqual(application.spec.syncPolicy.automated, { enabled: true, prune: true, selfHeal: true })
  })

  const config = join(deployOf(name), 'cloud-build/config.yaml')
  if (!existsSync(config)) continue

  test(`${name}: the one file of Cloud Build has the objects of the production overlay`, {
    skip: noRenderer,
  }, () => {
    const one = plain(readObjects(readFileSync(config, 'utf8')))
    assert.deepEqual(one, plain(render(join(deployOf(name), 'overlays/production')).objects))
  })

  test(`${name}: Cloud Build leaves no word to be replaced, and pushes what it applies`, () => {
    const build = parse(readFileSync(join(deployOf(name), 'cloud-build/cloudbuild.yaml'), 'utf8'))
    assert.deepEqual(
      build.steps.map(({ id }: { id: string }) => id),
      ['build', 'push', 'render', 'apply'],
    )
    const line = build.steps[2].args[1]
      .replaceAll('$SHORT_SHA', '1a2b3c4')
      .replaceAll('$PROJECT_ID', 'my-project')
      .replace(/>\S+/, '')
    const rendered = run('bash', ['-euc', `cd ${root}; ${line}`]).stdout
    assert.doesNotMatch(rendered.replace(/^#.*$/gm, ''), /DOCKER_TAG|PROJECT_ID/)
    const inProject = (image: string) => image.replace('$SHORT_SHA', '1a2b3c4').replace('$PROJECT_ID', 'my-project')
    const pushed: readonly string[] = build.images.map(inProject)
    const applied = podsOf(readObjects(rendered)).map(({ containers }) => containers[0].image)
    assert.ok(applied.length > 0 && applied.every((image) => pushed.includes(image)), applied.join())
  })
}

const differing = ['image', 'app.kubernetes.io/version', 'checksum/config']

/** Objects without what differs by design: images, labels of the release, the digest in a ConfigMap's name and on the
 * pods, and what Argo CD is told of a ConfigMap that is replaced. */
function plain(objects: readonly KubernetesObject[]): Record<string, unknown> {
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bare)
    if (typeof value === 'string') return value.replace(/-config-[a-z0-9]{10}$/, '-config')
    if (typeof value !== 'object' || value === null) return value
    const kept = Object.entries(value).filter(
      ([key]) => !differing.includes(key) && !(value as KubernetesObject)['argocd.argoproj.io/compare-options'],
    )
    const entries = kept.map(([key, inner]) => [key, bare(inner)])
    // kustomize leaves empty ones where it set a label that is left out here.
    const mayBeEmpty = ['annotations', 'labels', 'metadata']
    const isEmpty = (key: string, inner: unknown) =>
      mayBeEmpty.includes(key) && Object.keys(inner as object).length === 0
    return Object.fromEntries(entries.filter(([key, inner]) => !isEmpty(String(key), inner)))
  }
  return Object.fromEntries(objects.map((object) => [`${object.kind} ${bare(object.metadata.name)}`, bare(object)]))
}
