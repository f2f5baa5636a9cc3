import { posix } from 'node:path'
import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { layoutOf } from '../image/layout.ts'
import { namesOf } from '../kubernetes/names.ts'
import { findRepository } from '../repository.ts'
import { printYaml } from '../yaml.ts'
import { action, withVersions } from './actions.ts'
import { deliveryJob } from './delivery-job.ts'
import { expression } from './expression.ts'

/** Where the images go; in lower case, as registries ask for. */
const registry = 'ghcr.io'
const checkout = { uses: action('actions/checkout'), with: { 'persist-credentials': false } } as const

/** The workflow of a service: test; build, scan and push by commit; deliver. At the repository's root, where GitHub looks. */
export function workflowFile(service: Service): GeneratedFile {
  const { up, inside } = findRepository(service.folder)
  const file = `.github/workflows/${service.name}.yml`
  const workflow = {
    name: service.name,
    on: { push: { branches: ['main'], ...pathsOf(inside, file) }, pull_request: pathsOf(inside, file) },
    permissions: {},
    concurrency: {
      group: expression('github.workflow', '-', 'github.ref'),
      'cancel-in-progress': expression("github.event_name == 'pull_request'"),
    },
    jobs: { test: testJob(inside), image: imageJob(service, inside), deliver: deliveryJob(service, inside, registry) },
  }
  const comments = {
    '/permissions': 'None, but for what a job asks for.',
    '/concurrency': 'One delivery after the other; a newer commit of a pull request ends the check of the older one.',
    '/jobs/image/steps/4': 'For this machine only: what is scanned before anything is pushed.',
    '/jobs/image/steps/7': 'For both architectures, with a list of what is in it and where it comes from.',
  }
  return { path: `${up}${file}`, content: withVersions(printYaml(workflow, { comments, oldReaders: false })) }
}

/** What a change has to touch for the service to be delivered again. What a delivery itself writes is left out. */
function pathsOf(inside: string, file: string): { readonly paths?: readonly string[] } {
  if (inside === '') return {}
  const shared = ['src/**', 'package.json', 'package-lock.json', file]
  return { paths: [`${inside}/**`, `!${inside}/deploy/overlays/*/release/**`, ...shared] }
}

function testJob(inside: string): object {
  return {
    name: 'Test',
    'runs-on': 'ubuntu-24.04',
    'timeout-minutes': 30,
    permissions: { contents: 'read' },
    steps: [
      checkout,
      // A cache could be filled by a pull request and read by a release: there is none.
      { uses: action('actions/setup-node'), with: { 'node-version': 24, 'package-manager-cache': false } },
      { run: 'npm ci' },
      { name: 'Deployment files are as the service says', run: `npx slipway manifests ${inside || '.'} --check` },
      // The service's own tests: those of the whole repository are the business of a workflow of its own.
      { run: 'npm test --if-present', ...(inside && { 'working-directory': inside }) },
    ],
  }
}

function imageJob(service: Service, inside: string): object {
  const { api } = namesOf(service)
  const context = posix.join(inside, layoutOf(service).context)
  const build = { context, file: expression('matrix.file') }
  return {
    name: expression("matrix.image == '' && 'Image' || 'Training image'"),
    needs: 'test',
    if: "github.event_name == 'push'",
    'runs-on': 'ubuntu-24.04',
    'timeout-minutes': 60,
    permissions: { contents: 'read', packages: 'write', 'id-token': 'write', attestations: 'write' },
    strategy: {
      matrix: {
        include: [
          { image: '', file: posix.join(inside, 'deploy/Dockerfile') },
          { image: '-train', file: posix.join(inside, 'deploy/train.Dockerfile') },
        ],
      },
    },
    steps: [
      checkout,
      { uses: action('docker/setup-qemu-action'), with: { platforms: 'arm64' } },
      { uses: action('docker/setup-buildx-action') },
      {
        id: 'meta',
        uses: action('docker/metadata-action'),
        with: {
          images: `${registry}/${expression('github.repository_owner')}/${api}${expression('matrix.image')}`,
          tags: `type=raw,value=${expression('github.sha')}`,
        },
      },
      {
        name: 'Build',
        uses: action('docker/build-push-action'),
        with: { ...build, load: true, tags: 'scanned:local' },
      },
      {
        name: 'Scan',
        uses: action('anchore/scan-action'),
        with: { image: 'scanned:local', 'fail-build': true, 'severity-cutoff': 'critical', 'only-fixed': true },
      },
      {
        uses: action('docker/login-action'),
        with: { registry, username: expression('github.actor'), password: expression('secrets.GITHUB_TOKEN') },
      },
      {
        name: 'Push',
        id: 'push',
        uses: action('docker/build-push-action'),
        with: {
          ...build,
          push: true,
          platforms: 'linux/amd64,linux/arm64',
          tags: expression('steps.meta.outputs.tags'),
          'build-args': `VERSION=${expression('github.sha')}\nREVISION=${expression('github.sha')}\n`,
          sbom: true,
          provenance: 'mode=max',
        },
      },
      {
        name: 'Sign where it comes from',
        uses: action('actions/attest-build-provenance'),
        with: {
          'subject-name': `${registry}/${expression('github.repository_owner')}/${api}${expression('matrix.image')}`,
          'subject-digest': expression('steps.push.outputs.digest'),
          'push-to-registry': true,
        },
      },
    ],
  }
}
