import type { Telling } from '../telling.ts'
import { type Plot, round, width } from './plot.ts'
import { colors } from './theme.ts'

/** The words that moved answers most, by the label that they spoke for; or the columns, by how much they do, either way. */
export function tellingPlot(telling: readonly Telling[], labels: readonly string[], what: string): Plot {
  const named = labels.filter((label) => telling.some((entry) => entry.label === label))
  const range = named.length === 2 ? { range: [colors.first, colors.second] } : {}
  return {
    title: `Most telling ${what}`,
    description: `Mean contribution to the answers on held-out rows, strongest first: ${telling
      .slice(0, 8)
      .map(({ feature, label }) => (label === undefined ? feature : `${feature} (${label})`))
      .join(', ')}.`,
    spec: {
      title: {
        text: `Most telling ${what}`,
        subtitle:
          named.length > 0
            ? 'by the label that they speak for'
            : labels.length > 0
              ? 'for one label or another'
              : 'up or down',
      },
      width,
      height: { step: 18 },
      data: {
        values: telling.map((entry) => ({ ...entry, feature: seen(entry.feature), weight: round(entry.weight) })),
      },
      // Rounded corners would be clip paths, whose names count up from plot to plot: other bytes every time.
      mark: { type: 'bar' },
      encoding: {
        x: {
          field: 'weight',
          type: 'quantitative',
          title: `mean contribution to the ${labels.length > 0 ? 'decision' : 'prediction'}`,
        },
        y: {
          field: 'feature',
          type: 'nominal',
          sort: telling.map(({ feature }) => seen(feature)),
          title: null,
          axis: { labelLimit: 150, ticks: false, domain: false },
        },
        color:
          named.length > 0
            ? { field: 'label', type: 'nominal', sort: named, scale: { domain: named, ...range } }
            : { value: colors.second },
      },
    } as unknown as Plot['spec'],
  }
}

/** A space at the end of a run of characters tells it from the same run inside of a word. */
function seen(feature: string): string {
  return feature.replace(/^ /, '␣').replace(/ $/, '␣')
}
