import { defaultBytesInFlight, defaultLimits, type RequestLimits } from './limits.ts'

/**
 * Node itself, its code and its buffers. Measured with two models of 0.4 MB: 78 MiB when ready, 99 MiB at the most under
 * 8,000 requests over 50 connections, half of it pages of Node's own file, which the kernel can take back.
 */
const runtimeBytes = 96 * 2 ** 20
/** What a value of a body takes at the most once it is parsed; see `docs/decisions.md`. */
const valueBytes = 100
const mebibyte = 2 ** 20

/** What decides how much memory requests take. */
export interface RequestMemory {
  readonly limits?: RequestLimits | undefined
  /** Of the server: `MAX_BYTES_IN_FLIGHT` counts, where it is set. */
  readonly environment?: { readonly [name: string]: string } | undefined
}

/** Bodies that are held outside of the heap. */
export function bytesInFlight({ environment }: RequestMemory): number {
  return Number(environment?.MAX_BYTES_IN_FLIGHT) || defaultBytesInFlight
}

/** The memory of a server without its models: Node, bodies, and one large body that is parsed. */
function serverBytes(requests: RequestMemory): number {
  const values = requests.limits?.values ?? defaultLimits.values
  return runtimeBytes + bytesInFlight(requests) + values * valueBytes
}

/** The memory that a server needs: as much again as the models for the heap, which has to hold one while it is read. */
export function memoryNeed(modelBytes: number, requests: RequestMemory): number {
  return serverBytes(requests) + 3 * modelBytes
}

/** The need, rounded up to 32 MiB, in MiB: what a container is given where the service does not say. */
export function memoryNeedMi(modelBytes: number, requests: RequestMemory): number {
  return Math.ceil(memoryNeed(modelBytes, requests) / (32 * mebibyte)) * 32
}

/** Why a limit is too small, for an error. @param models such as "the models' 32Mi" */
export function saidNeed(modelBytes: number, requests: RequestMemory, models: string): string {
  const server = Math.ceil(serverBytes(requests) / mebibyte)
  return `at least ${Math.ceil(memoryNeed(modelBytes, requests) / mebibyte)}Mi: ${server}Mi for the server and its requests, and three times ${models}`
}
