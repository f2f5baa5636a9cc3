import type { Asked } from './run-watch.ts'

/** Something that happened during a watch and stands in its picture. */
export interface Mark {
  readonly atMs: number
  readonly label: string
}

/** Told apart by eyes that see few colours, on white (Okabe & Ito 2008). */
const colors = ['#56b4e9', '#0a5fb4', '#e69f00', '#009e73', '#cc79a7', '#8c959f']
const failedColor = '#c1121f'
const noVersion = 'no version'

const width = 760
const left = 56
const right = 16
const plotWidth = width - left - right
/** Of the answers, and of their latencies below. */
const [answersHeight, latencyHeight] = [150, 90]

/** Answers by version over time, failed questions among them, and the slowest of each stretch of time below. */
export function timelineSvg(asked: readonly Asked[], seconds: number, marks: readonly Mark[] = []): string {
  const binSeconds = niceBin(seconds)
  const bins = Math.max(1, Math.ceil(seconds / binSeconds))
  const kindOf = ({ failure, version }: Asked) => (failure !== undefined ? 'failed' : (version ?? noVersion))
  const kinds = [...new Set(asked.map(kindOf))].filter((kind) => kind !== 'failed')
  const colorOf = (kind: string) =>
    kind === 'failed' ? failedColor : (colors[kinds.indexOf(kind) % colors.length] as string)
  const shown = [...kinds, ...(asked.some(({ failure }) => failure !== undefined) ? ['failed'] : [])]

  const counts = shown.map(() => new Float64Array(bins))
  const slowest = new Float64Array(bins)
  for (const one of asked) {
    const bin = Math.min(bins - 1, Math.floor(one.atMs / 1000 / binSeconds))
    const row = counts[shown.indexOf(kindOf(one))] as Float64Array
    row[bin] = (row[bin] as number) + 1
    slowest[bin] = Math.max(slowest[bin] as number, one.ms)
  }
  const sums = Array.from({ length: bins }, (_, bin) => counts.reduce((sum, row) => sum + (row[bin] as number), 0))
  const most = Math.max(1, ...sums)

  const top = 34 + 13 * marks.length
  const x = (second: number) => left + (second / (bins * binSeconds)) * plotWidth
  const answersBase = top + answersHeight
  const latencyBase = answersBase + 34 + latencyHeight
  const height = latencyBase + 38
  const bars = counts.flatMap((row, kind) =>
    [...row].flatMap((count, bin) => {
      if (count === 0) return []
      const under = counts.slice(0, kind).reduce((sum, other) => sum + (other[bin] as number), 0)
      const y = answersBase - ((under + count) / most) * answersHeight
      const [from, to] = [x(bin * binSeconds), x((bin + 1) * binSeconds)]
      const size = `width="${round(to - from - 0.6)}" height="${round((count / most) * answersHeight)}"`
      return [`<rect x="${round(from)}" y="${round(y)}" ${size} fill="${colorOf(shown[kind] as string)}"/>`]
    }),
  )
  const longest = niceTop(Math.max(1, ...slowest))
  const points = [...slowest].flatMap((ms, bin) =>
    sums[bin] === 0
      ? []
      : [`${round(x((bin + 0.5) * binSeconds))},${round(latencyBase - (ms / longest) * latencyHeight)}`],
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    '<title>Answers by version over time</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...legend(shown, colorOf),
    ...axis('questions', String(most), top, answersBase),
    ...bars,
    ...axis('slowest, ms', String(longest), latencyBase - latencyHeight, latencyBase),
    `<polyline points="${points.join(' ')}" fill="none" stroke="#57606a" stroke-width="1.2"/>`,
    ...ticks(bins * binSeconds).map((second) => word(x(second), latencyBase + 15, String(second), 'middle')),
    word(left + plotWidth / 2, latencyBase + 30, `seconds (a column: ${binSeconds} s)`, 'middle'),
    ...marks.flatMap(({ atMs, label }, j) => markLines(x(atMs / 1000), 34 + 13 * j, latencyBase, label)),
    '</svg>',
  ].join('\n')
}

function legend(kinds: readonly string[], colorOf: (kind: string) => string): string[] {
  let at = left
  return kinds.flatMap((kind) => {
    const from = at
    at += 26 + 6.5 * kind.length
    return [
      `<rect x="${from}" y="8" width="10" height="10" fill="${colorOf(kind)}"/>`,
      word(from + 14, 17, kind, 'start'),
    ]
  })
}

function axis(title: string, most: string, top: number, base: number): string[] {
  return [
    `<path d="M${left} ${top}V${base}H${width - right}" fill="none" stroke="#8c959f"/>`,
    word(left - 5, top + 9, most, 'end'),
    word(left - 5, base, '0', 'end'),
    `<text transform="translate(13 ${(top + base) / 2}) rotate(-90)" text-anchor="middle" fill="#24292f">${title}</text>`,
  ]
}

function markLines(x: number, y: number, base: number, label: string): string[] {
  const atEnd = x > left + plotWidth * 0.6
  return [
    `<path d="M${round(x)} ${y}V${base}" stroke="#24292f" stroke-dasharray="3 3" stroke-width="0.8"/>`,
    word(x + (atEnd ? -4 : 4), y + 9, label, atEnd ? 'end' : 'start'),
  ]
}

function word(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  const safe = text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#24292f">${safe}</text>`
}

/** Columns of a round length, at most 120 of them. */
function niceBin(seconds: number): number {
  return [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800].find((bin) => seconds / bin <= 120) ?? 3600
}

function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value) as number) * power
}

function ticks(seconds: number): number[] {
  const step = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800].find((one) => seconds / one <= 12) ?? 3600
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, j) => j * step)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
