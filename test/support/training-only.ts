import { functionsOf, roomOf } from './imports.ts'

/** Whether a running server may carry a package, beside Node's own modules. */
export function isServerPackage(name: string): boolean {
  return /^(node:|fastify$|typebox($|\/)|prom-client$|marked$|aws4fetch$|@redis\/client$|fast-xml-parser$)/.test(name)
}

/** A file that reads training data, fits, or belongs to the tools around a server. */
export function isTrainingOnly(file: string): boolean {
  const room = roomOf(file)
  if (['cli', 'check', 'deploy', 'probe'].includes(room)) return true
  if (room === 'data') return !/\/(contract|source)\.ts$/.test(file)
  // What fits an estimator is in the module `fit` beside its descriptor, whose own `fit` does nothing but call it.
  if (file.endsWith('/fit.ts')) return true
  return functionsOf(file).some(({ name, handsOver }) => !handsOver && /^(fit|minimi[sz]e|solve)(?![a-z])/.test(name))
}
