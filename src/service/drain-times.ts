/**
 * How long a server takes to end, in milliseconds: what the server keeps to, and what a cluster has to grant.
 * For `listenMs` it still listens while connections are open, and every response says that its connection ends; a request
 * that is not answered after another `patienceMs` is given up.
 */
export const listenMs = 5000
export const patienceMs = 30_000
