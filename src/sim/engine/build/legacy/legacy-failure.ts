// Why a build of the builder before BuildKit ends early.

/** The client prints the message, and ends with the code: that of the command that failed, otherwise 1. */
export class LegacyFailure {
  readonly message: string;
  readonly code: number;

  constructor(message: string, code = 1) {
    this.message = message;
    this.code = code;
  }
}
