/** What a service does: an app that can be asked in a test, and a server that listens. */
export { type AppOptions, buildApp } from './app.ts'
export { LocalRateLimit, type RateLimit } from './limits/rate-limit.ts'
export { createLog, type Log, silentLog } from './log.ts'
export { type Running, type ServeOptions, serve } from './main.ts'
export { LiveModels, type LiveModelsOptions } from './models/live-models.ts'
export { type Pins, parsePins } from './models/pins.ts'
export { readSettings, type Settings } from './settings.ts'
export { startBuilt } from './start-built.ts'
