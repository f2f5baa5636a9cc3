/**
 * Large bodies of the services' own routes, one at a time: each is parsed as a whole, and several together would take more
 * memory than there is.
 */
export class Lane {
  #last: Promise<void> = Promise.resolve()

  /** Runs a task when those before it have ended. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    const before = this.#last
    let leave = () => {}
    this.#last = new Promise((resolve) => {
      leave = resolve
    })
    await before
    try {
      return await task()
    } finally {
      leave()
    }
  }
}
