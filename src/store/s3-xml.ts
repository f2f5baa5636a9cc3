import { XMLParser } from 'fast-xml-parser'

/** Texts stay as they are: the name of an object may look like a number, or end with a blank. */
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'Contents',
})

export interface ListPage {
  /** Names of objects. */
  readonly keys: string[]
  /** The token of the next page, where there is one. */
  readonly next: string | undefined
}

interface ListResult {
  readonly Contents?: readonly { readonly Key: string }[]
  readonly IsTruncated?: string
  readonly NextContinuationToken?: string
}

/** A page of `ListObjectsV2`; undefined where the answer is none. */
export function parseListPage(xml: Uint8Array): ListPage | undefined {
  const { ListBucketResult: result } = parse(xml) as { readonly ListBucketResult?: ListResult }
  if (result === undefined) return undefined
  return {
    keys: (result.Contents ?? []).map(({ Key }) => Key),
    next: result.IsTruncated === 'true' ? result.NextContinuationToken : undefined,
  }
}

/** What an error document says; empty texts where the answer is none. */
export function parseError(xml: Uint8Array): { readonly code: string; readonly message: string } {
  const { Code = '', Message = '' } = (parse(xml).Error ?? {}) as { readonly Code?: string; readonly Message?: string }
  return { code: Code, message: Message }
}

function parse(xml: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return parser.parse(Buffer.from(xml).toString()) as Readonly<Record<string, unknown>>
  } catch {
    // A proxy on the way may answer with anything.
    return {}
  }
}
