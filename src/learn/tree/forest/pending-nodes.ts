/** Nodes of a tree that wait to be split, the last one first; all in one array, for there are ten thousands of them. */
export class PendingNodes {
  node = 0
  /** The node has the rows from here … */
  start = 0
  /** … to just before here in the tree's order. */
  end = 0
  depth = 0
  weight = 0
  /** How many columns are known to be constant in it. */
  constants = 0
  readonly sums: Float64Array
  readonly #entry: number
  #stack: Float64Array
  #size = 0

  /** @param size numbers that the sums of a node are */
  constructor(size: number) {
    this.sums = new Float64Array(size)
    this.#entry = 6 + size
    this.#stack = new Float64Array(64 * this.#entry)
  }

  /** @param sides the node's sums are those from `from` on */
  push(
    node: number,
    start: number,
    end: number,
    depth: number,
    weight: number,
    constants: number,
    sides: Float64Array,
    from: number,
  ): void {
    if (this.#size + this.#entry > this.#stack.length) {
      const larger = new Float64Array(2 * this.#stack.length)
      larger.set(this.#stack)
      this.#stack = larger
    }
    const stack = this.#stack
    stack[this.#size++] = node
    stack[this.#size++] = start
    stack[this.#size++] = end
    stack[this.#size++] = depth
    stack[this.#size++] = weight
    stack[this.#size++] = constants
    for (let k = 0; k < this.sums.length; k++) stack[this.#size++] = sides[from + k]
  }

  /** Whether there was one; the fields tell which. */
  pop(): boolean {
    if (this.#size === 0) return false
    this.#size -= this.#entry
    const stack = this.#stack
    const at = this.#size
    this.node = stack[at]
    this.start = stack[at + 1]
    this.end = stack[at + 2]
    this.depth = stack[at + 3]
    this.weight = stack[at + 4]
    this.constants = stack[at + 5]
    for (let k = 0; k < this.sums.length; k++) this.sums[k] = stack[at + 6 + k]
    return true
  }
}
