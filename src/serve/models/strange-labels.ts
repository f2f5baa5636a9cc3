import type { Json } from '../../learn/contract.ts'

/**
 * Labels that a version gives and that the service, as it is now, would not: they are spelled out in the rule that the
 * version was trained by, and not in the service's. A rule that takes labels from a column spells none, and nothing can
 * be known of it.
 *
 * @param service options of the model as the service declares it
 * @param version its options and labels as the version has them
 */
export function strangeLabels(
  service: Json,
  version: { readonly options: Json; readonly labels: readonly string[] },
): string[] {
  const [rule, ruleThen] = [ruleIn(service), ruleIn(version.options)]
  if (rule === undefined || ruleThen === undefined || rule === ruleThen) return []
  const [now, then] = [textsIn(rule), textsIn(ruleThen)]
  return version.labels.filter((label) => then.has(label) && !now.has(label))
}

function ruleIn(options: Json): string | undefined {
  const { label } = (options ?? {}) as { readonly label?: unknown }
  return typeof label === 'string' ? label : undefined
}

/**
 * Texts in quotes of any sort, each on one line: a bundler may change which. The rule may be out of a version, so that
 * nothing is looked at twice: a quote that no other closes on its line is none, nor is any later one of its sort there.
 */
function textsIn(code: string): Set<string> {
  const texts = new Set<string>()
  for (const line of code.split('\n')) {
    const unclosed = new Set<string>()
    for (let at = 0; at < line.length; at++) {
      const quote = line.charAt(at)
      if (!quotes.includes(quote) || unclosed.has(quote)) continue
      const end = endOf(line, at)
      if (end === undefined) unclosed.add(quote)
      else {
        texts.add(line.slice(at + 1, end))
        at = end
      }
    }
  }
  return texts
}

const quotes = '\'"`'

/** The place of the quote that closes the one at a place; a backslash hides what follows it. */
function endOf(line: string, start: number): number | undefined {
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === '\\') at++
    else if (line[at] === line[start]) return at
  }
  return undefined
}
