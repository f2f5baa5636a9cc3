import { shown } from '../values.ts'
import type { Column } from './column.ts'
import type { Row } from './contract.ts'
import type { Problems } from './problems.ts'

/**
 * A currency or per cent sign stands in every cell of its column or in none: 5 beside 5 % or $5 beside €5 would be
 * numbers that mean two things.
 */
export function checkUnits(columns: readonly Column[], rows: readonly Row[], file: string, problems: Problems): void {
  for (const { name, units } of columns) {
    if (units.size === 0) continue
    const present = rows.filter((row) => row[name] !== undefined).length
    const counted = [...units].map(([unit, count]) => `${shown(unit)} in ${count.toLocaleString('en-US')}`)
    const signed = [...units.values()].reduce((sum, count) => sum + count, 0)
    if (units.size === 1 && signed >= present) continue
    problems.add(
      () => `${file}, column ${shown(name)}`,
      `of ${present.toLocaleString('en-US')} numbers it has ${counted.join(', ')}; write one sign in all of them, or none`,
    )
  }
}
