/**
 * What a `service.ts` is written with. Everything here is light: what reads data, fits models or answers requests is
 * loaded when it is needed, or has an entry of its own (`slipway/serve`, …).
 */
export { Type } from 'typebox'
export type { Columns, Row, Source } from './data/contract.ts'
export { csv, excel, json, jsonLines, parquet, rowsFrom, tsv } from './data/source.ts'
export { type ErrorCode, isSlipwayError, type Problem, SlipwayError } from './errors.ts'
export type {
  Explanation,
  IntervalPrediction,
  ModelHandle,
  Prediction,
  RegressionScores,
  Scores,
  ValuePrediction,
} from './model/contract.ts'
export { tabularClassifier, textClassifier, type VaderPrediction, vader } from './model/define.ts'
export { tabularRegressor, textRegressor } from './model/define-regressor.ts'
export { row } from './model/row-schema.ts'
export * from './model/steps.ts'
export { basicAuth } from './service/access.ts'
export type { Check, Route, RouteTools, ServiceDefinition, User } from './service/contract.ts'
export { defineService } from './service/define-service.ts'
export { text } from './service/schemas.ts'
