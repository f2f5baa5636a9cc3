/** What a service does: an app that can be asked in a test, and a server that listens. */
export { type AppOptions, buildApp } from './app.ts'
export { LocalRateLimit, type RateLimit } from './limits/rate-limit.ts'
export { createLog, type Log, silentLog } from './log.ts'
export { LiveModels, type LiveModelsOptions } from './models/live-models.ts'
export { type Pins, parsePins } from './models/pins.ts'
