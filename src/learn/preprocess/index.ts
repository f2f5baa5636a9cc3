export type { Categories, Cell, CellTable, TableColumn } from './cells.ts'
export { ColumnTransformer } from './column-transformer.ts'
export { ColumnTransformerModel } from './column-transformer-model.ts'
export { MinMaxScaler } from './min-max-scaler.ts'
export { MinMaxScalerModel } from './min-max-scaler-model.ts'
export { OneHotEncoder } from './one-hot-encoder.ts'
export { OneHotEncoderModel } from './one-hot-encoder-model.ts'
export type {
  ColumnTransformerOptions,
  MinMaxScalerOptions,
  OneHotEncoderOptions,
  OrdinalEncoderOptions,
  SimpleImputerOptions,
  StandardScalerOptions,
} from './options.ts'
export { OrdinalEncoder } from './ordinal-encoder.ts'
export { OrdinalEncoderModel } from './ordinal-encoder-model.ts'
export { SimpleImputer } from './simple-imputer.ts'
export { SimpleImputerModel } from './simple-imputer-model.ts'
export { StandardScaler } from './standard-scaler.ts'
export { StandardScalerModel } from './standard-scaler-model.ts'
