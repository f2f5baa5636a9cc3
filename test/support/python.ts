import { spawnSync } from 'node:child_process'

/** A Python 3 that can import the modules, or undefined where there is none: the test then skips. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const { status } = spawnSync('python3', ['-c', modules.map((name) => `import ${name}`).join('\n')])
  return status === 0 ? 'python3' : undefined
}
