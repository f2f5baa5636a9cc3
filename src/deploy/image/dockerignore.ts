import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { layoutOf } from './layout.ts'

/** What stays out of the images of a service in a folder of its own; in a checkout, the one at its root is everybody's. */
export function dockerignore(service: Service): GeneratedFile[] {
  if (layoutOf(service).context !== '.') return []
  return [{ path: '.dockerignore', content: `${lines(service).join('\n')}\n` }]
}

function lines({ access, checksLog }: Service): string[] {
  return [
    '# No part of any image: models, users, what is built or installed, and what does not change what is built.',
    '.git',
    '.slipway',
    'build',
    'deploy',
    'node_modules',
    'test',
    'docker-compose.yml',
    '*.log',
    '*.md',
    ...(access ? [access.users] : []),
    ...(checksLog === undefined ? [] : [checksLog]),
  ]
}
