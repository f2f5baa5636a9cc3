import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { composeFile } from './compose.ts'
import { dockerfiles } from './dockerfiles.ts'
import { dockerignore } from './dockerignore.ts'

/** Everything that makes containers of a service. Paths are below its folder. */
export function imageFiles(service: Service): GeneratedFile[] {
  return [...dockerfiles(service), composeFile(service), ...dockerignore(service)]
}
