import { createGunzip, createInflate, type Gunzip, type Inflate } from 'node:zlib'
import { SlipwayError } from '../../errors.ts'

/** What `Accept-Encoding` says where another encoding came (RFC 9110, 12.5.3). */
export const acceptedEncodings = 'gzip, deflate'

/** A body that is compressed in a way that is not read; its answer names the ways that are. */
export class UnknownEncoding extends SlipwayError {
  constructor(encoding: string) {
    super(
      'UNSUPPORTED_MEDIA_TYPE',
      `The body has Content-Encoding: ${encoding.slice(0, 60)}; expected gzip, deflate, or none.`,
    )
  }
}

/** A stream that decompresses a body; undefined where it is not compressed. @throws UNSUPPORTED_MEDIA_TYPE */
export function decoderFor(encoding: string | undefined): Gunzip | Inflate | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return undefined
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    default:
      throw new UnknownEncoding(encoding!)
  }
}
