import type { Json } from '../../../learn/contract.ts'
import { itemAt } from '../../../values.ts'
import { colors } from './theme.ts'

/** A plot before it is drawn: a value. */
export interface Plot {
  /** A line above it, and what a screen reader says. */
  readonly title: string
  /** What it shows, in a sentence with its numbers. */
  readonly description: string
  /** In the grammar of Vega-Lite; colours and fonts come from the theme. */
  readonly spec: { readonly [name: string]: Json }
}

/** Width of the drawing area of a plot, in pixels: two of them stand side by side on a page. */
export const width = 300
export const height = 260

/** A dashed line from 0 to 1 on both axes: what a guess, or a perfect scale, would give. */
export const diagonal: Json = {
  data: { values: [{ x: 0 }, { x: 1 }] },
  mark: { type: 'line', strokeDash: [4, 4], strokeWidth: 1, color: colors.line },
  encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'x', type: 'quantitative' } },
}

/** A number that is to be seen: digits that nobody sees make a picture large. */
export function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

/** To four digits, whatever the size of the number. */
export function shortNumber(value: number): number {
  return Number(value.toPrecision(4))
}

/** At most `most` of the points, evenly chosen, the first and the last among them. */
export function thin<P>(points: readonly P[], most = 150): P[] {
  if (points.length <= most) return [...points]
  return Array.from({ length: most }, (_, i) => itemAt(points, Math.round((i * (points.length - 1)) / (most - 1))))
}
