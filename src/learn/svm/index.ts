export { LinearSVCModel } from './linear-svc/model.ts'
