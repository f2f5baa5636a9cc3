import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'

/** An object as a test looks at it. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into objects of every kind
export type KubernetesObject = any

/** Whether a program can be started here; a test that needs one skips itself where it cannot. */
export function hasTool(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
}

/** Why nothing can be rendered here, or false where it can. */
export const noRenderer = hasTool('kubectl') || hasTool('kustomize') ? false : 'neither kubectl nor kustomize is here'

export function run(command: string, args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 2 ** 26 })
  return { status, output: `${stdout}${stderr}`, stdout }
}

/** A folder as `kubectl apply -k` would send it. @throws with what kubectl says where it does not render */
export function render(folder: string): { readonly text: string; readonly objects: readonly KubernetesObject[] } {
  const { status, output, stdout } = hasTool('kubectl')
    ? run('kubectl', ['kustomize', folder])
    : run('kustomize', ['build', folder])
  if (status !== 0) throw new Error(`${folder} does not render: ${output}`)
  return { text: stdout, objects: readObjects(stdout) }
}

export function readObjects(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as KubernetesObject)
}

export function ofKind(objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] {
  return objects.filter((object) => object.kind === kind)
}

/** The pods that objects make, or are. */
export function podsOf(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.flatMap(({ kind, spec }) => {
    if (kind === 'Pod') return [spec]
    if (kind === 'CronJob') return [spec.jobTemplate.spec.template.spec]
    return kind === 'Deployment' || kind === 'Job' ? [spec.template.spec] : []
  })
}

/** Every folder below `deploy/` that is applied by itself. */
export function applied(deploy: string): readonly string[] {
  const folders = globSync('**/kustomization.yaml', { cwd: deploy }).map((file) =>
    file.replace('/kustomization.yaml', ''),
  )
  return folders.filter((folder) => /^(overlays|training|loader)/.test(folder) && !folder.endsWith('/release')).sort()
}
