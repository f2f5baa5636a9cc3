export { LinearSVC } from './linear-svc/fit.ts'
export { LinearSVCModel } from './linear-svc/model.ts'
export type { LinearSVCOptions } from './options.ts'
