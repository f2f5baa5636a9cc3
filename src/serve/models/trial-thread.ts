import { runTrial } from './trial.ts'

/** Runs in a thread of its own: a version in, a verdict out. */
runTrial()
