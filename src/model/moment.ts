/** A date, and perhaps a time of day with or without a zone, by ISO 8601 as JSON carries them. */
const isoMoment = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i

/**
 * A date or a time as an input writes it, `2025-01-31` or `2025-01-31T06:00:00Z`, in milliseconds since 1970; a time
 * without a zone counts as UTC, as it does in training. NaN where it is none, such as 30 February.
 *
 * `Date.parse` takes many forms more, reads times without a zone in the zone of the machine, and 30 February as 2 March.
 */
export function parseMoment(text: string): number {
  const parts = isoMoment.exec(text)
  if (parts === null) return Number.NaN
  const [y = 0, m = 1, d = 1, h = 0, min = 0, s = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0))
  const [fraction = '', zone] = parts.slice(7)
  const date = new Date(Date.UTC(2000, 0, 1, h, min, s, Number(fraction.padEnd(3, '0').slice(0, 3))))
  date.setUTCFullYear(y, m - 1, d)
  const fits = date.getUTCMonth() === m - 1 && date.getUTCDate() === d && h < 24 && min < 60 && s < 60
  return fits ? date.getTime() - zoneOffsetMs(zone) : Number.NaN
}

/** `+01:00`, `+0100` or `+01`, in milliseconds east of UTC. */
function zoneOffsetMs(zone = 'Z'): number {
  if (zone.toUpperCase() === 'Z') return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
