import { SlipwayError } from '../../errors.ts'

/** Which version or tag each model is pinned to; a model that is not named follows `current`. */
export type Pins = ReadonlyMap<string, string>

/**
 * Reads `MODEL_VERSION`: a version or tag for all models, or `v1=…,v2=…`.
 * @throws INVALID_OPTION for a model that the service does not have
 */
export function parsePins(text: string | undefined, models: readonly string[]): Pins {
  if (text === undefined || text.trim() === '' || text.trim() === 'current') return new Map()
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length === 1 && !parts[0]!.includes('=')) return new Map(models.map((model) => [model, parts[0]!]))
  const pins = new Map<string, string>()
  for (const part of parts) {
    const [model, version, ...rest] = part.split('=')
    if (!models.includes(model!) || !version || rest.length > 0) {
      throw new SlipwayError(
        'INVALID_OPTION',
        `MODEL_VERSION: expected a version, or MODEL=VERSION with one of ${models.join(', ')}, got "${part}".`,
      )
    }
    if (version !== 'current') pins.set(model!, version)
  }
  return pins
}
