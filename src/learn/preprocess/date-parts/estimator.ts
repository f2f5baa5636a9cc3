import { transformer } from '../../estimator/transformer.ts'
import { DatePartsModel } from './model.ts'

/**
 * Columns of moments (milliseconds since 1970, UTC; NaN is a missing one), shape `(n, d)`, to columns of numbers: year,
 * month, day of the week, day of the year, hour, and the time as a line. Of these, a column becomes the ones that vary
 * in training: dates without a time of day have no hour, those of one year no year.
 *
 * @example
 * const X = denseMatrix([[Date.UTC(2025, 0, 31)], [Date.UTC(2025, 1, 1)]])
 * new DateParts().fit(X).parts // [['month', 'dayOfWeek', 'dayOfYear', 'time']]
 */
export class DateParts extends transformer({
  name: 'DateParts',
  role: 'transformer',
  options: {},
  home: import.meta.url,
  read: DatePartsModel.fromParts,
}) {}
