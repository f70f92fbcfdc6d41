// Every error of the Distribution API: status, code, message (OCI distribution-spec, § Error Codes).
import { json } from '../kernel/message.ts';
import type { Response } from '../kernel/message.ts';

interface ErrorKind {
  readonly status: number;
  readonly message: string;
}

/** Codes with the status and the message that the reference implementation and Docker Hub answer. */
const kinds = {
  BLOB_UNKNOWN: { status: 404, message: 'blob unknown to registry' },
  BLOB_UPLOAD_INVALID: { status: 404, message: 'blob upload invalid' },
  BLOB_UPLOAD_UNKNOWN: { status: 404, message: 'blob upload unknown to registry' },
  DENIED: { status: 403, message: 'requested access to the resource is denied' },
  DIGEST_INVALID: { status: 400, message: 'provided digest did not match uploaded content' },
  MANIFEST_BLOB_UNKNOWN: { status: 400, message: 'blob unknown to registry' },
  MANIFEST_INVALID: { status: 400, message: 'manifest invalid' },
  MANIFEST_UNKNOWN: { status: 404, message: 'manifest unknown' },
  NAME_INVALID: { status: 400, message: 'invalid repository name' },
  NAME_UNKNOWN: { status: 404, message: 'repository name not known to registry' },
  NOT_SIMULATED: { status: 501, message: 'not simulated' },
  NOT_FOUND: { status: 404, message: 'not found' },
  PAGINATION_NUMBER_INVALID: { status: 400, message: 'invalid number of results requested' },
  RANGE_INVALID: { status: 416, message: 'invalid content range' },
  SIZE_INVALID: { status: 400, message: 'provided length did not match content length' },
  TAG_INVALID: { status: 400, message: 'manifest tag did not match URI' },
  TOOMANYREQUESTS: {
    status: 429,
    message: 'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
  },
  UNAUTHORIZED: { status: 401, message: 'authentication required' },
  UNSUPPORTED: { status: 405, message: 'The operation is unsupported.' },
} satisfies Record<string, ErrorKind>;

/** The code of an error. */
export type ErrorCode = keyof typeof kinds;

/** The response for an error; `detail` is what the registry adds about the case at hand, `text` another message than usual. */
export function error(
  code: ErrorCode,
  detail: unknown = null,
  headers: Readonly<Record<string, string>> = {},
  text?: string,
): Response {
  const { status } = kinds[code];
  const message = text ?? kinds[code].message;
  return json(status, { errors: [{ code, message, detail }] }, headers);
}
