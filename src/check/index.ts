/** What a suite of checks that was built into one file is started with. */
export { type BuiltSuite, startSuite } from './start-suite.ts'
