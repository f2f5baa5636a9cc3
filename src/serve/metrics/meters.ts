/** Upper bounds of the duration's buckets in seconds: a prediction takes tens of microseconds, a batch a second. */
export const bucketBounds = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const

/** What one route answered to one method. Counting is two array accesses; the names are put to it when asked for. */
export class RouteMeter {
  readonly route: string
  readonly method: string
  /** Asked by machines all the time: logged at debug level only. */
  readonly quiet: boolean
  /** By status code. */
  readonly answers = new Map<number, number>()
  /** Requests by bucket, not accumulated; the last is for what took longer than every bound. */
  readonly buckets = new Float64Array(bucketBounds.length + 1)
  seconds = 0

  constructor(route: string, method: string, quiet = false) {
    this.route = route
    this.method = method
    this.quiet = quiet
  }

  observe(status: number, seconds: number): void {
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1)
    this.seconds += seconds
    let bucket = 0
    while (bucket < bucketBounds.length && seconds > bucketBounds[bucket]!) bucket++
    this.buckets[bucket]! += 1
  }
}

/** All meters of a server. */
export class Meters {
  readonly all: RouteMeter[] = []

  /** The meter of a route, by its template and never by the URL: a label must not grow without bound. */
  meter(route: string, method: string, quiet = false): RouteMeter {
    let meter = this.all.find((other) => other.route === route && other.method === method)
    if (meter === undefined) {
      meter = new RouteMeter(route, method, quiet)
      this.all.push(meter)
    }
    return meter
  }
}
