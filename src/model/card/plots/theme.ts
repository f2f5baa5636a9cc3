/** Light-ground colours, and their places on dark ground: contrast of text is at least 7 to 1 on both. */
export const colors = {
  text: '#24292f',
  grid: '#d8dee4',
  line: '#8c959f',
  first: '#b4540a',
  second: '#0a5fb4',
} as const

export const darkColors = {
  text: '#e6edf3',
  grid: '#30363d',
  line: '#7d8590',
  first: '#f0883e',
  second: '#58a6ff',
} as const satisfies { [C in keyof typeof colors]: string }

/** Lines of more labels than two: told apart by eyes that see few colours, on light ground and on dark (Okabe & Ito 2008). */
const many = ['#0a5fb4', '#b4540a', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#8c959f', '#d55e00']

const font = 'system-ui, -apple-system, Segoe UI, Roboto, sans-serif'

export const config = {
  font,
  view: { stroke: null },
  title: { color: colors.text, fontSize: 14, fontWeight: 600, anchor: 'start', offset: 12, subtitleColor: colors.text },
  axis: {
    labelColor: colors.text,
    titleColor: colors.text,
    titleFontWeight: 'normal',
    labelFontSize: 11,
    titleFontSize: 12,
    gridColor: colors.grid,
    domainColor: colors.line,
    tickColor: colors.line,
    tickCount: 5,
  },
  legend: {
    labelColor: colors.text,
    titleColor: colors.text,
    labelFontSize: 11,
    title: null,
    orient: 'bottom',
    columns: 3,
  },
  range: { category: many },
  line: { strokeWidth: 2 },
  text: { font, fontSize: 12, color: colors.text },
} as const
