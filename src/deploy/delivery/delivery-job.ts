import { posix } from 'node:path'
import type { Service } from '../../service/contract.ts'
import { namesOf } from '../kubernetes/names.ts'
import { action } from './actions.ts'
import { expression } from './expression.ts'

/** The job that delivers what was pushed: a commit that Argo CD follows, or straight into the cluster. */
export function deliveryJob(service: Service, inside: string, registry: string): object {
  const common = {
    name: 'Deliver',
    needs: 'image',
    if: "github.event_name == 'push'",
    'runs-on': 'ubuntu-24.04',
    'timeout-minutes': 20,
    environment: 'production',
  }
  const env = { OWNER: expression('github.repository_owner'), TAG: expression('github.sha') }
  const image = `${registry}/\${OWNER,,}/${namesOf(service).api}`
  return service.deploy.delivery === 'gitops'
    ? { ...common, permissions: { contents: 'write' }, steps: commitSteps(service, inside, env, image) }
    : { ...common, permissions: {}, steps: [kubectlStep(service, env, image)] }
}

function commitSteps({ name }: Service, inside: string, env: object, image: string): readonly object[] {
  const script = posix.join(inside, 'deploy/set-release.sh')
  const release = posix.join(inside, 'deploy/overlays/production/release')
  return [
    { uses: action('actions/checkout'), with: { ref: 'main', 'persist-credentials': false } },
    { name: 'Set the tag in the production overlay', env, run: `./${script} production "${image}" "$TAG"\n` },
    {
      name: 'Commit',
      env: { ...env, TOKEN: expression('github.token'), REPOSITORY: expression('github.repository') },
      run: `git add ${release}
git diff --cached --quiet && exit 0
git config user.name 'github-actions[bot]'
git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
git commit -m "${name}: deliver $TAG"
remote="https://x-access-token:$TOKEN@github.com/$REPOSITORY"
# Another service may have been delivered meanwhile.
for _ in 1 2 3; do
  git pull --quiet --rebase "$remote" main
  if git push --quiet "$remote" HEAD:main; then exit 0; fi
done
exit 1
`,
    },
  ]
}

function kubectlStep(service: Service, env: object, image: string): object {
  const { api, training } = namesOf(service)
  const scheduled =
    service.deploy.training === false
      ? ''
      : `kubectl -n "$NAMESPACE" set image cronjob/${training} "train=$image-train:$TAG"\n`
  return {
    name: 'Roll out, and back where it does not become ready',
    env: { ...env, KUBE_CONFIG: expression('secrets.KUBE_CONFIG'), NAMESPACE: service.deploy.namespace },
    run: `export KUBECONFIG="$RUNNER_TEMP/kubeconfig"
trap 'rm -f "$KUBECONFIG"' EXIT
(umask 077 && printf '%s' "$KUBE_CONFIG" >"$KUBECONFIG")
image="${image}"
kubectl -n "$NAMESPACE" set image deployment/${api} "api=$image:$TAG"
${scheduled}if ! kubectl -n "$NAMESPACE" rollout status deployment/${api} --timeout=10m; then
  kubectl -n "$NAMESPACE" get events --sort-by=.lastTimestamp | tail -n 20
  kubectl -n "$NAMESPACE" rollout undo deployment/${api}
  exit 1
fi
`,
  }
}
