export { DummyRegressorModel } from './dummy-regressor/model.ts'
