import fc from 'fast-check'

/**
 * Property-based tests, the same in every run: a test must not be red by chance. `PROPERTY_SEED` looks elsewhere; what it
 * finds becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) })

export { fc }
