/** How often the primary asks every worker for a sign of life. */
export const beatMs = 1000

/**
 * A worker that missed so many in a row is stopped, or busy without end: its event loop takes no connection and finishes
 * no request, and it is replaced. Beats are counted and not seconds, since the primary may have been stopped itself.
 */
export const mostMissed = 20

/**
 * Before it is ready, a worker reads and checks its models, which can keep it busy for longer. Before its first sign of
 * life nothing counts: on a machine at a load of 40 for two cores, workers took over a minute to begin.
 */
export const mostMissedAtStart = 300

/** After so many a worker counts as silent, and the server as not alive. */
export const missedForSilence = 10
