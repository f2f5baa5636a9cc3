import type { GeneratedFile } from '../generated-file.ts'
import { printYaml, type YamlOptions } from '../yaml.ts'

/** A Kubernetes object, or another value for `kubectl`, as a file below `deploy/`. */
export function objectFile(path: string, object: object, comments: YamlOptions['comments'] = {}): GeneratedFile {
  return { path: `deploy/${path}`, content: printYaml(object, { comments }) }
}
