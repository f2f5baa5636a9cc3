import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type ApiServer, noApiServer, startApiServer } from '../support/api-server.ts'
import { noDocker } from '../support/docker.ts'
import { root } from '../support/imports.ts'
import { noRenderer, run } from '../support/kubernetes.ts'
import { commandsIn } from '../support/markdown-commands.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

/**
 * Every command of the deploy guides, run as it stands, in order, in a clean clone. What cannot run here answers as if it
 * had, and is named in the test's output: programs that are not here, addresses elsewhere, and what needs a node.
 */
const guides = readdirSync(join(root, 'docs')).filter((name) => /^deploy.*\.md$/.test(name))
let server: ApiServer | undefined

before(async () => {
  if (!noApiServer) server = await startApiServer()
})
after(() => server?.stop())

for (const guide of guides) {
  const commands = commandsIn(readFileSync(join(root, 'docs', guide), 'utf8'))
  if (commands.length === 0) continue
  test(`docs/${guide}: every command runs from a clean clone, as far as it can here`, { skip: noRenderer }, (t) => {
    const home = temporaryFolder(t)
    const clone = join(home, 'clone')
    assert.equal(run('git', ['clone', '--quiet', '--local', root, clone]).status, 0)
    symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
    const tools = shims(home)
    const script = [
      'set -euo pipefail',
      `export PATH=${tools}:$PATH HOME=${home} SKIPPED=${join(home, 'skipped')}`,
      `export GUIDE_KUBECTL=${JSON.stringify(server?.kubectlWords.join(' ') ?? '')}`,
      `cd ${clone}`,
      ...commands.flatMap(({ line, text }) => [`echo "-- ${guide}:${line}" >&2`, text]),
    ].join('\n')
    writeFileSync(join(home, 'skipped'), '')
    // A Job never changes, and each guide begins on a cluster of its own.
    server?.kubectl(['delete', 'jobs', '--all', '--all-namespaces'])
    if (!noDocker) t.after(() => removeImages())
    const { status, output } = run('bash', ['-c', script])
    assert.equal(status, 0, output.slice(-3000))
    const skipped = readFileSync(join(home, 'skipped'), 'utf8').trim().split('\n').filter(Boolean)
    for (const command of new Set(skipped)) t.diagnostic(`cannot run here: ${command}`)
  })
}

/** What the guides build, by the name of the registry there. */
function removeImages(): void {
  const { stdout } = run('docker', ['images', '--quiet', '--filter', 'reference=quay.io/you/*'])
  for (const id of new Set(stdout.split('\n').filter(Boolean))) run('docker', ['image', 'rm', '--force', id])
}

/** Programs that stand before the real ones. */
function shims(home: string): string {
  const folder = join(home, 'bin')
  mkdirSync(folder)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
  const skip = 'echo "${0##*/} $*" >>"$SKIPPED"'
  const scripts: Record<string, string> = {
    // The API server here has no node: what needs one, or goes elsewhere, is only held to be a command that kubectl knows.
    kubectl: `real=$(PATH=\${PATH#*:} command -v kubectl)
case " $* " in
  *" wait "* | *" rollout "* | *" exec "* | *" cp "* | *" port-forward "* | *" top "* | *" proxy "* | *://* | *ingress-nginx* | *initial-admin* | *POD*) ${skip}; exit 0 ;;
esac
# No controller ends a finalizer here.
case " $* " in *" delete "*) set -- "$@" --wait=false ;; esac
if [ -n "$GUIDE_KUBECTL" ]; then exec "$real" $GUIDE_KUBECTL "$@"; fi
${skip}
case "$1 $2" in "apply -k" | "delete -k") exec "$real" kustomize "$3" >/dev/null ;; esac`,
    npx: `[ "$1" = slipway ] || exit 1; shift
case "$*" in *s3://*) ${skip.replace('$*', 'slipway $*')}; exit 0 ;; esac
exec node --conditions=slipway-source src/cli/main.ts "$@"`,
    docker: noDocker
      ? skip
      : `case $1 in build) exec "$(PATH=\${PATH#*:} command -v docker)" "$@" ;; esac
${skip}`,
  }
  for (const name of ['minikube', 'gcloud', 'argocd', 'curl', 'sudo', 'ssh', 'npm']) scripts[name] = skip
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/bash\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}
