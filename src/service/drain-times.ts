/**
 * How long a server takes to end, in milliseconds: what the server keeps to, and what a cluster has to grant.
 * While requests are under way it still listens for `listenMs`, so that whoever asks is told it is not ready; a request
 * that is not answered after another `patienceMs` is given up.
 */
export const listenMs = 5000
export const patienceMs = 30_000
