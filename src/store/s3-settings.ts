import { SlipwayError } from '../errors.ts'

/** Where S3 is and who asks it. */
export interface S3Settings {
  /** Of a server of one's own, whose buckets are in its path; absent: Amazon's. */
  readonly endpoint?: URL
  readonly region: string
  /** Absent: requests are not signed, which public buckets accept. */
  readonly credentials?: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
}

type Environment = { readonly [name: string]: string | undefined }

/**
 * Reads the environment variables that Amazon's own tools read: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
 * `AWS_SESSION_TOKEN`, `AWS_REGION` or `AWS_DEFAULT_REGION`, `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`. An empty
 * variable counts as none.
 * @throws INVALID_OPTION where one of the two keys is missing, or the endpoint is no http(s) address
 */
export function s3Settings(env: Environment): S3Settings {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = env
  if (!accessKeyId !== !secretAccessKey) {
    const [set, missing] = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].sort((a) => (env[a] ? -1 : 1))
    throw new SlipwayError('INVALID_OPTION', `${set} is set, ${missing} is not; S3 needs both, or neither.`)
  }
  const endpoint = endpointOf(env)
  return {
    region: env.AWS_REGION || env.AWS_DEFAULT_REGION || 'us-east-1',
    ...(endpoint && { endpoint }),
    ...(accessKeyId &&
      secretAccessKey && {
        credentials: { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) },
      }),
  }
}

function endpointOf(env: Environment): URL | undefined {
  const name = env.AWS_ENDPOINT_URL_S3 ? 'AWS_ENDPOINT_URL_S3' : 'AWS_ENDPOINT_URL'
  const text = env[name]
  if (!text) return undefined
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text)
  throw new SlipwayError(
    'INVALID_OPTION',
    `${name}: expected an address such as https://s3.example.com, got ${JSON.stringify(text)}.`,
  )
}
