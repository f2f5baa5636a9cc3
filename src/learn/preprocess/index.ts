export type { Categories, Cell, CellTable, TableColumn } from './cells.ts'
export { ColumnTransformer } from './column-transformer/fit.ts'
export { ColumnTransformerModel } from './column-transformer/model.ts'
export { DateParts } from './date-parts/fit.ts'
export { type DatePart, DatePartsModel } from './date-parts/model.ts'
export { MinMaxScaler } from './min-max-scaler/fit.ts'
export { MinMaxScalerModel } from './min-max-scaler/model.ts'
export { OneHotEncoder } from './one-hot-encoder/fit.ts'
export { OneHotEncoderModel } from './one-hot-encoder/model.ts'
export type {
  ColumnTransformerOptions,
  MinMaxScalerOptions,
  OneHotEncoderOptions,
  OrdinalEncoderOptions,
  SimpleImputerOptions,
  StandardScalerOptions,
} from './options.ts'
export { OrdinalEncoder } from './ordinal-encoder/fit.ts'
export { OrdinalEncoderModel } from './ordinal-encoder/model.ts'
export { SimpleImputer } from './simple-imputer/fit.ts'
export { SimpleImputerModel } from './simple-imputer/model.ts'
export { StandardScaler } from './standard-scaler/fit.ts'
export { StandardScalerModel } from './standard-scaler/model.ts'
