import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { pythonWith } from './python.ts'

/** An S3 server on this machine, with a bucket in it; undefined, and the test skipped, where moto is not installed. */
export async function startS3(t: TestContext, bucket = 'models'): Promise<{ readonly endpoint: string } | undefined> {
  const python = pythonWith('moto.server')
  if (python === undefined) {
    t.skip('moto is not installed (pip install "moto[server]")')
    return undefined
  }
  const child = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  t.after(() => child.kill('SIGKILL'))
  for await (const line of createInterface(child.stderr)) {
    const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1]
    if (endpoint === undefined) continue
    child.stderr.resume()
    await fetch(`${endpoint}/${bucket}`, { method: 'PUT' })
    return { endpoint }
  }
  throw new Error(
    `moto ended with ${child.exitCode} before it listened: ${spawnSync(python, ['-m', 'moto.server', '--help']).stderr}`,
  )
}

/** What to set so that a process finds that server and may write to it. */
export function s3Environment({ endpoint }: { readonly endpoint: string }) {
  return {
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'us-east-1',
  }
}
