/**
 * The one error class of the house, and the one table from an error's code to what the outside world sees of it:
 * an HTTP status in the server, an exit code on the command line. `docs/errors.md` is made from this table.
 */

interface ErrorKind {
  /** HTTP status, where a request can cause it; 500 where it is the server's own trouble. */
  readonly status: number
  /** Exit code of a command: 1 the work failed, 2 wrong usage or bad input. */
  readonly exit: 1 | 2
  /** One line for the catalogue: what it means and what to do. */
  readonly meaning: string
}

export const errorKinds = {
  USAGE: { status: 500, exit: 2, meaning: 'The command line does not fit the command; its help says what does.' },
  INVALID_OPTION: { status: 500, exit: 2, meaning: 'An option has a value outside its range.' },
  INVALID_SERVICE: { status: 500, exit: 2, meaning: 'A service file declares something that cannot work.' },
  DATA_NOT_FOUND: { status: 500, exit: 2, meaning: 'None of the named data files exists.' },
  INVALID_DATA: {
    status: 500,
    exit: 2,
    meaning: 'Rows do not fit their columns, or too little is left to learn from.',
  },
  INVALID_INPUT: { status: 400, exit: 2, meaning: 'A value given to a model does not fit what it was trained on.' },
  MODEL_NOT_FOUND: {
    status: 404,
    exit: 2,
    meaning: 'There is no such model or version; train it, or name one that exists.',
  },
  ARTIFACT_CORRUPT: {
    status: 500,
    exit: 1,
    meaning: 'A stored version is incomplete or changed after training; train again or roll back.',
  },
  ARTIFACT_TOO_NEW: {
    status: 500,
    exit: 1,
    meaning: 'A stored version was written by a newer library; upgrade this one or train again.',
  },
  GOLDEN_MISMATCH: {
    status: 500,
    exit: 1,
    meaning: 'A stored version no longer gives the outputs it gave when it was trained.',
  },
  VERSION_OVERRUN: {
    status: 500,
    exit: 1,
    meaning:
      'A stored version takes more time or memory to load than it may; train again, or raise MODEL_LOAD_TIMEOUT_MS.',
  },
  TRAINING_NOT_HERE: {
    status: 500,
    exit: 1,
    meaning: 'A program that was built to serve is asked to fit; train with the package, as `slipway train` does.',
  },
  THREAD_DIED: {
    status: 500,
    exit: 1,
    meaning: 'A thread of a training ended before its work was done; use fewer threads or give Node more memory.',
  },
  STORE_NOT_FOUND: {
    status: 500,
    exit: 2,
    meaning: 'The address of a model store names a bucket that does not exist; make it, or mend the address.',
  },
  STORE_UNREACHABLE: { status: 503, exit: 1, meaning: 'The model store does not answer.' },
  WRITE_FAILED: { status: 500, exit: 1, meaning: 'A file could not be written; what was there before is unchanged.' },
  PORT_IN_USE: { status: 500, exit: 1, meaning: 'Another process listens on that port.' },
  UNREACHABLE: { status: 500, exit: 1, meaning: 'A service named by its address does not answer.' },
  TOOL_MISSING: {
    status: 500,
    exit: 1,
    meaning: 'A program that the work needs is not installed, or does not answer.',
  },
  CHECK_FAILED: { status: 500, exit: 1, meaning: 'An acceptance check, a target or a comparison did not hold.' },
  BAD_REQUEST: {
    status: 400,
    exit: 2,
    meaning: 'A request is malformed or does not fit the route; every problem is listed.',
  },
  UNAUTHENTICATED: { status: 401, exit: 1, meaning: 'A request carries no user, an unknown one or a wrong password.' },
  FORBIDDEN: { status: 403, exit: 1, meaning: 'The user is known but lacks the permission that the route asks for.' },
  NOT_FOUND: { status: 404, exit: 1, meaning: 'There is no such route.' },
  METHOD_NOT_ALLOWED: { status: 405, exit: 1, meaning: 'The route exists with other methods; Allow names them.' },
  PAYLOAD_TOO_LARGE: { status: 413, exit: 1, meaning: 'A request body is over the limit.' },
  URI_TOO_LONG: { status: 414, exit: 1, meaning: 'A URL is over the limit; send long texts in a body.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    exit: 1,
    meaning: 'A request body is of a type that the route does not read.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    exit: 1,
    meaning: 'The rate limit is used up; Retry-After says when to come back.',
  },
  HEADERS_TOO_LARGE: { status: 431, exit: 1, meaning: 'The request headers are over the limit.' },
  INTERNAL: { status: 500, exit: 1, meaning: 'A defect in the server; the log has the request id and the cause.' },
  UNAVAILABLE: {
    status: 503,
    exit: 1,
    meaning: 'The server is starting, draining or overloaded; Retry-After says when to come back.',
  },
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof errorKinds

/** One thing that is wrong, and where: a JSON Pointer into a request, or a place in a file. */
export interface Problem {
  readonly path: string
  readonly message: string
}

export interface SlipwayErrorOptions {
  /** All the problems at once, where there can be several. */
  readonly problems?: readonly Problem[]
  readonly cause?: unknown
}

/** An error that a user can act on: it says who, what was expected, what came, and what to do. */
export class SlipwayError extends Error {
  readonly code: ErrorCode
  readonly problems: readonly Problem[]

  constructor(code: ErrorCode, message: string, options: SlipwayErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'SlipwayError'
    this.code = code
    this.problems = options.problems ?? []
  }

  get status(): number {
    return errorKinds[this.code].status
  }

  get exitCode(): 1 | 2 {
    return errorKinds[this.code].exit
  }
}

/** Whether a caught value is an error of ours, optionally of the given code. */
export function isSlipwayError(error: unknown, code?: ErrorCode): error is SlipwayError {
  return error instanceof SlipwayError && (code === undefined || error.code === code)
}
