// What an ssh client and a server say to each other, in the order of RFC 4252–4254 and without the cryptography: each message is a
// frame whose letter is below, its content JSON or bytes.
export const message = {
  /** Server, first: `{key}`, its host key. */
  hello: 'h',
  /** Client: `{user, keys}`, the public keys that it has. */
  authenticate: 'a',
  /** Server: `{}`, or `{denied}` with the methods that are left. */
  verdict: 'v',
  /** Client: `{command?, terminal?: {columns, rows, type}}`. */
  open: 'o',
  /** Bytes: standard input to the server; standard output and error to the client. */
  data: 'd',
  errors: 'e',
  /** No more input. */
  end: 'z',
  /** Client: `{columns, rows}`. */
  resize: 'r',
  /** Server, last: `{code}`. */
  exit: 'x',
} as const;

/** The port of ssh servers. */
export const sshPort = 22;
