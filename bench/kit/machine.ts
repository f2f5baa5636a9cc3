import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { python } from './python.ts'

/** What the numbers were measured on; nothing that names the machine. */
export interface MachineFacts {
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  /** Version by name: of Node, and of whatever else took part. */
  readonly versions: { readonly [name: string]: string }
}

/** @param pythonPackages names of the Python packages that took part; those that are not installed are left out */
export function machineFacts(pythonPackages: readonly string[] = []): MachineFacts {
  return {
    processor: cpus()[0]?.model.trim() || 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    versions: { node: process.versions.node, ...(pythonPackages.length > 0 && pythonVersions(pythonPackages)) },
  }
}

function pythonVersions(packages: readonly string[]): { [name: string]: string } {
  const script = [
    'import json, platform, sys',
    'from importlib.metadata import distribution, PackageNotFoundError',
    'found = {"python": platform.python_version()}',
    'for name in sys.argv[1:]:',
    '    try: found[name] = distribution(name).version',
    '    except PackageNotFoundError: pass',
    'print(json.dumps(found))',
  ].join('\n')
  return JSON.parse(execFileSync(python(), ['-c', script, ...packages], { encoding: 'utf8' }))
}
