import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasTool } from './kubernetes.ts'

/** Why no API server can run here; false where one can. test/deploy/api-server/install brings it. */
export const noApiServer: string | false = ['kubectl', 'etcd', 'kube-apiserver'].every(hasTool)
  ? false
  : 'no API server here: it needs kubectl, etcd and kube-apiserver'

/** The definitions of others that our objects use: the Gateway API's, the Prometheus operator's, Traefik's, Argo CD's, GKE's. */
export function definitions(): readonly string[] {
  const server = spawnSync('sh', ['-c', 'command -v kube-apiserver'], { encoding: 'utf8' }).stdout.trim()
  return globSync('crds/*.y*ml', { cwd: dirname(server) }).map((file) => join(dirname(server), file))
}

export interface ApiServer {
  /** What `kubectl` is told so that it finds this server. */
  readonly kubectlWords: readonly string[]
  /** Runs `kubectl` with it; what it printed, warnings on the second. */
  kubectl(args: readonly string[], input?: string): { status: number | null; stdout: string; stderr: string }
  stop(): void
}

/** Kubernetes' own API server with its storage and those definitions, on this machine: no node, so that nothing runs. */
export async function startApiServer(): Promise<ApiServer> {
  const home = mkdtempSync(join(tmpdir(), 'slipway-api-server-'))
  mkdirSync(join(home, 'etcd'), { mode: 0o700 })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(join(home, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(join(home, 'tokens.csv'), 'token,admin,admin,system:masters\n')
  const [client, peer, port] = await freePorts(3)
  const store = `http://127.0.0.1:${client}`
  const children = [
    run('etcd', home, {
      'data-dir': join(home, 'etcd'),
      'listen-client-urls': store,
      'advertise-client-urls': store,
      'listen-peer-urls': `http://127.0.0.1:${peer}`,
    }),
    run('kube-apiserver', home, {
      'etcd-servers': store,
      'secure-port': String(port),
      'bind-address': '127.0.0.1',
      'cert-dir': join(home, 'certs'),
      'service-account-issuer': 'https://kubernetes.default.svc',
      'service-account-key-file': join(home, 'key.pem'),
      'service-account-signing-key-file': join(home, 'key.pem'),
      'token-auth-file': join(home, 'tokens.csv'),
      'authorization-mode': 'RBAC',
      'service-cluster-ip-range': '10.0.0.0/24',
      // Its controller, which makes the account "default", does not run.
      'disable-admission-plugins': 'ServiceAccount',
    }),
  ]
  const stop = () => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  const kubectlWords = [`--server=https://127.0.0.1:${port}`, '--token=token', '--insecure-skip-tls-verify']
  const kubectl: ApiServer['kubectl'] = (args, input) => {
    const env = { ...process.env, KUBECONFIG: join(home, 'none'), HOME: home }
    return spawnSync('kubectl', [...kubectlWords, ...args], {
      encoding: 'utf8',
      env,
      maxBuffer: 2 ** 26,
      ...(input && { input }),
    })
  }
  for (let i = 0; kubectl(['get', '--raw', '/readyz']).status !== 0; i++) {
    if (i > 300 || children.some(({ exitCode }) => exitCode !== null)) {
      stop()
      throw new Error('the API server did not become ready within a minute')
    }
    await sleep(200)
  }
  for (const file of definitions()) kubectl(['create', '-f', file])
  if (definitions().length > 0) kubectl(['wait', '--for=condition=established', 'crd', '--all', '--timeout=60s'])
  return { kubectlWords, kubectl, stop }
}

function run(program: string, cwd: string, flags: { readonly [name: string]: string }): ChildProcess {
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
  return spawn(program, args, { cwd, stdio: 'ignore' })
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  for (const server of servers) server.close()
  return ports
}
