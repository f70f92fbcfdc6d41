// What a refusal of the daemon is; its texts are in errors.ts.
import { json, type Response } from '../kernel/message.ts';

/** What sort of refusal it is; decides the HTTP status (moby's errdefs package). */
export type ErrorKind =
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'forbidden'
  | 'unauthorised'
  | 'not-modified'
  | 'unavailable'
  | 'system'
  | 'not-simulated';

/** Kind → HTTP status. */
export const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  unauthorised: 401,
  'not-modified': 304,
  unavailable: 503,
  system: 500,
  'not-simulated': 501,
};

/** A refusal: a value, since it is the user's mistake and not ours. */
export class ApiError {
  /** Names the page that explains it. */
  readonly code: string;
  readonly kind: ErrorKind;
  readonly message: string;

  constructor(code: string, kind: ErrorKind, message: string) {
    this.code = code;
    this.kind = kind;
    this.message = message;
  }
}

/** Tells a refusal from a result. */
export const refused = (result: unknown): result is ApiError => result instanceof ApiError;

/** The answer that carries a refusal. */
export function errorResponse(error: ApiError): Response {
  return error.kind === 'not-modified'
    ? { status: 304, headers: {} }
    : json(statusOf[error.kind], { message: error.message });
}

/** Refusals of a kind, by code and text. */
export const invalid = (code: string, message: string): ApiError => new ApiError(code, 'invalid', message);
export const missing = (code: string, message: string): ApiError => new ApiError(code, 'not-found', message);
export const conflict = (code: string, message: string): ApiError => new ApiError(code, 'conflict', message);
export const forbidden = (code: string, message: string): ApiError => new ApiError(code, 'forbidden', message);
export const system = (code: string, message: string): ApiError => new ApiError(code, 'system', message);
