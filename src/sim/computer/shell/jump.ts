// Leaving the normal order of commands: `break`, `continue`, `return`, `exit`, an error that ends the shell, Ctrl-C.

/** Unwinds the interpreter to whoever it is meant for. */
export class Jump extends Error {
  /** `break` and `continue` count loops by `levels`; `abort` gives up the current line of an interactive shell. */
  readonly kind: 'break' | 'continue' | 'return' | 'exit' | 'abort';
  readonly status: number;
  levels: number;

  constructor(kind: Jump['kind'], status: number, levels = 1) {
    super(kind);
    this.kind = kind;
    this.status = status;
    this.levels = levels;
  }
}
