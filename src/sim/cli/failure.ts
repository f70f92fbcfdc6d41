// Failures of a command as values, in the form that the parsers of flag values use too.

/** Why something could not be done, in the words that the client prints. */
export interface Failure {
  readonly error: string;
}

/** Tells a failure from a result. */
export const isFailure = (result: unknown): result is Failure =>
  typeof result === 'object' && result !== null && 'error' in result && typeof result.error === 'string';
