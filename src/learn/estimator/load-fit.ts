import { SlipwayError } from '../../errors.ts'

const loaded = new Map<string, unknown>()

/**
 * Loads the module `fit` beside an estimator's descriptor, at the first fit. A server, whose service file declares
 * estimators too, never fits and so never loads it; a built server does not even carry it. `require` loads a module of
 * this package at once, where `import()` would make `fit` wait.
 *
 * @param home `import.meta.url` of the descriptor
 * @throws TRAINING_NOT_HERE where the program carries no code that fits
 */
export function loadFit<F>(home: string): F {
  const known = loaded.get(home) ?? requireFit(home)
  loaded.set(home, known)
  return known as F
}

function requireFit(home: string): unknown {
  const { createRequire } = process.getBuiltinModule('node:module')
  try {
    return createRequire(home)(home.endsWith('.ts') ? './fit.ts' : './fit.js')
  } catch (cause) {
    if ((cause as { readonly code?: unknown }).code !== 'MODULE_NOT_FOUND') throw cause
    throw new SlipwayError(
      'TRAINING_NOT_HERE',
      'This program was built to serve and carries no code that fits; train with the package, as `slipway train` does.',
      { cause },
    )
  }
}
