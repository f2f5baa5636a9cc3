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

/** Texts in quotes of any sort: a bundler may change which. */
function textsIn(code: string): Set<string> {
  return new Set([...code.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)].map((match) => match[2]!))
}
