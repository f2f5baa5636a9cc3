import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse } from 'yaml'
import { root } from '../support/imports.ts'
import {
  applied,
  hasTool,
  type KubernetesObject,
  noRenderer,
  ofKind,
  podsOf,
  render,
  run,
} from '../support/kubernetes.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

/** The current version of Kubernetes and the two before it. */
const versions = ['1.37.0', '1.36.0', '1.35.0']
const scratch = mkdtempSync(join(tmpdir(), 'slipway-manifests-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

for (const name of readdirSync(join(root, 'services'))) {
  const deploy = join(root, 'services', name, 'deploy')
  const folders = applied(deploy)
  const rendered = new Map<string, ReturnType<typeof render>>()
  const objectsOf = (folder: string) => {
    if (!rendered.has(folder)) rendered.set(folder, render(join(deploy, folder)))
    return rendered.get(folder)!
  }

  test(`${name}: every overlay renders on a clean clone`, { skip: noRenderer }, () => {
    for (const folder of folders) assert.ok(objectsOf(folder).objects.length > 0)
  })

  test(`${name}: every object is as Kubernetes ${versions.join(', ')} know it`, {
    skip: noRenderer || missing('kubernetes-validate'),
  }, () => {
    const file = join(scratch, `${name}.yaml`)
    const known = folders.flatMap((folder) => objectsOf(folder).objects).filter(isBuiltIn)
    writeFileSync(file, known.map((object) => JSON.stringify(object)).join('\n---\n'))
    for (const version of versions) {
      const { status, output } = run('kubernetes-validate', ['--strict', '--quiet', '-k', version, file])
      assert.equal(status, 0, output)
    }
  })

  test(`${name}: kube-score finds nothing critical`, { skip: noRenderer || missing('kube-score') }, () => {
    for (const overlay of ['overlays/staging', 'overlays/production']) {
      const { text } = objectsOf(overlay)
      const { status, output } = run('kube-score', ['score', '--kubernetes-version', 'v1.37', '-o', 'ci', '-'], text)
      assert.equal(status, 0, output)
      assert.doesNotMatch(output, /^\[CRITICAL\]/m)
    }
  })

  test(`${name}: what a Service, a policy, a budget and an autoscaler name is there`, { skip: noRenderer }, () => {
    for (const overlay of ['overlays/staging', 'overlays/production']) {
      const { objects } = objectsOf(overlay)
      const [deployment] = ofKind(objects, 'Deployment')
      const labels = deployment.spec.template.metadata.labels
      const covers = (selector: object) =>
        assert.ok(Object.entries(selector).every(([key, value]) => labels[key] === value))
      covers(deployment.spec.selector.matchLabels)
      for (const service of ofKind(objects, 'Service')) covers(service.spec.selector)
      for (const budget of ofKind(objects, 'PodDisruptionBudget')) covers(budget.spec.selector.matchLabels)
      for (const scaler of ofKind(objects, 'HorizontalPodAutoscaler')) {
        assert.equal(scaler.spec.scaleTargetRef.name, deployment.metadata.name)
        assert.equal(deployment.spec.replicas, undefined)
        const [budget] = ofKind(objects, 'PodDisruptionBudget')
        assert.ok(budget.spec.minAvailable < scaler.spec.minReplicas)
      }
      const names = new Set(ofKind(objects, 'ConfigMap').map(({ metadata }) => metadata.name))
      for (const { configMapRef } of deployment.spec.template.spec.containers[0].envFrom)
        assert.ok(names.has(configMapRef.name))
    }
  })

  test(`${name}: no object of an overlay is in another namespace, and none is a Secret`, { skip: noRenderer }, () => {
    for (const overlay of ['overlays/staging', 'overlays/production']) {
      const { objects } = objectsOf(overlay)
      const [{ metadata }] = ofKind(objects, 'Namespace')
      const others = objects.filter(({ kind }) => kind !== 'Namespace')
      assert.deepEqual([...new Set(others.map((object) => object.metadata.namespace))], [metadata.name])
      assert.deepEqual(ofKind(objects, 'Secret'), [])
    }
  })

  test(`${name}: every pod keeps to the "restricted" level that its namespace enforces`, { skip: noRenderer }, () => {
    const { objects } = objectsOf('overlays/production')
    assert.equal(ofKind(objects, 'Namespace')[0].metadata.labels['pod-security.kubernetes.io/enforce'], 'restricted')
    for (const pod of podsOf([...objects, ...folders.flatMap((folder) => objectsOf(folder).objects)])) {
      assert.equal(pod.automountServiceAccountToken, false)
      assert.equal(pod.securityContext.runAsNonRoot, true)
      assert.equal(pod.securityContext.seccompProfile.type, 'RuntimeDefault')
      for (const { securityContext } of pod.containers) {
        assert.equal(securityContext.allowPrivilegeEscalation, false)
        assert.equal(securityContext.readOnlyRootFilesystem, true)
        assert.deepEqual(securityContext.capabilities, { drop: ['ALL'] })
      }
      const volumes: readonly KubernetesObject[] = pod.volumes ?? []
      for (const volume of volumes) assert.equal('hostPath' in volume, false)
    }
  })

  test(`${name}: nothing trains in the cluster unless the service says on what`, { skip: noRenderer }, () => {
    for (const folder of folders.filter((folder) => !folder.includes('training')))
      assert.deepEqual(
        ofKind(objectsOf(folder).objects, 'CronJob').concat(ofKind(objectsOf(folder).objects, 'Job')),
        [],
      )
  })

  test(`${name}: the plain overlay needs nothing that a bare cluster lacks`, { skip: noRenderer }, () => {
    const { objects } = objectsOf('overlays/plain')
    assert.deepEqual(
      objects.filter((object) => !isBuiltIn(object)).map(({ kind }) => kind),
      [],
    )
    assert.equal(ofKind(objects, 'Deployment').length, 1)
  })

  test(`${name}: what is applied by hand is not taken by Argo CD for its own, by label`, { skip: noRenderer }, () => {
    const secret = existsSync(join(deploy, 'secret'))
      ? [parse(readFileSync(join(deploy, 'secret/kustomization.yaml'), 'utf8')).generatorOptions]
      : []
    const metadata = folders
      .filter((folder) => /training|loader/.test(folder))
      .flatMap((folder) => objectsOf(folder).objects.map((object) => object.metadata))
    for (const { labels } of [...metadata, ...secret]) assert.equal('app.kubernetes.io/instance' in labels, false)
  })

  test(`${name}: neither a sync nor the end of its application removes the namespace or the models`, {
    skip: noRenderer,
  }, () => {
    const { objects } = objectsOf('overlays/production')
    for (const { metadata } of [...ofKind(objects, 'Namespace'), ...ofKind(objects, 'PersistentVolumeClaim')])
      assert.equal(metadata.annotations['argocd.argoproj.io/sync-options'], 'Prune=false,Delete=false')
  })

  test(`${name}: a new version of the models in Git rolls the pods`, { skip: noRenderer }, (t) => {
    const folder = temporaryFolder(t)
    cpSync(deploy, folder, { recursive: true })
    const before = ofKind(render(join(folder, 'overlays/production')).objects, 'Deployment')[0]
    const release = join(folder, 'overlays/production/release/kustomization.yaml')
    const { status, output } = run('sed', ['-i', 's/MODEL_VERSION=.*/MODEL_VERSION=v1.1/', release])
    assert.equal(status, 0, output)
    const { objects } = render(join(folder, 'overlays/production'))
    const after = ofKind(objects, 'Deployment')[0]
    assert.notDeepEqual(configNames(after), configNames(before))
    assert.equal(ofKind(objects, 'ConfigMap').find(({ data }) => data.MODEL_VERSION)?.data.MODEL_VERSION, 'v1.1')
  })

  test(`${name}: each component can be taken in, the one for monitoring and the HTTPRoute, too`, {
    skip: noRenderer,
  }, (t) => {
    const folder = temporaryFolder(t)
    cpSync(deploy, join(folder, 'deploy'), { recursive: true })
    const components = ['http-route', 'monitoring', 'alerts'].map((part) => `deploy/components/${part}`)
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: ['deploy/base'], components }))
    const kinds = render(folder).objects.map(({ kind }) => kind)
    for (const kind of ['HTTPRoute', 'ServiceMonitor', 'PrometheusRule']) assert.ok(kinds.includes(kind), kind)
  })
}

function missing(tool: string): string | false {
  return hasTool(tool) ? false : `${tool} is not here`
}

function isBuiltIn({ apiVersion }: KubernetesObject): boolean {
  const group = String(apiVersion).split('/')[0]!
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.startsWith('gateway.'))
}

function configNames(deployment: KubernetesObject): readonly string[] {
  return deployment.spec.template.spec.containers[0].envFrom.map(
    ({ configMapRef }: KubernetesObject) => configMapRef.name,
  )
}
