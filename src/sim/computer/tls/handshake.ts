// The handshake of TLS 1.3 in its order and with its alerts (RFC 8446), without the cryptography: who shows which certificate, and
// who does not believe it.
import type { Endpoint } from '../../kernel/log.ts';
import type { Task } from '../../kernel/task.ts';
import type { Connection } from '../contract.ts';
import { FrameReader, jsonOf, writeFrame } from '../frames.ts';
import { parseAddress } from '../network/address.ts';
import { certificateOf, type Certificate } from './certificate.ts';

/** First byte of a handshake record. */
export const handshakeByte = 0x16;
const kind = String.fromCharCode(handshakeByte);

/** What a client brings. */
export interface ClientTls {
  /** Who must have signed the server's certificate; undefined: it is not checked. */
  readonly authority: Certificate | undefined;
  /** What it shows when it is asked. */
  readonly own: Certificate | undefined;
}

/** What a server has. */
export interface ServerTls {
  readonly own: Certificate;
  /** Who must have signed the client's certificate; undefined: it asks for none. */
  readonly authority: Certificate | undefined;
}

/** How a client's handshake ended: the engine that it may speak to now, or in Go's words why not. */
export type Shaken = { readonly service: Endpoint } | { readonly problem: string };

/** Shakes hands as a client that dialled `name`. */
export function* shakeAsClient(connection: Connection, name: string, tls: ClientTls): Task<Shaken> {
  const reader = new FrameReader(connection);
  yield* writeFrame(connection, kind, { hello: name });
  const first = yield* reader.peek();
  if (first === undefined) return { problem: 'EOF' };
  // `H` of `HTTP/1.1 400 Bad Request`.
  if (first === 0x48) return { problem: 'http: server gave HTTP response to HTTPS client' };
  if (first !== handshakeByte) return { problem: 'tls: first record does not look like a TLS handshake' };
  const shown = certificateOf(jsonOf(yield* reader.next())?.['certificate']);
  const doubt = shown && tls.authority ? doubtAbout(shown, name, tls.authority) : undefined;
  if (!shown || doubt !== undefined) {
    yield* writeFrame(connection, kind, { alert: 'bad certificate' });
    return { problem: `tls: failed to verify certificate: x509: ${doubt ?? 'malformed certificate'}` };
  }
  yield* writeFrame(connection, kind, { certificate: tls.own ?? null });
  const { alert, service } = jsonOf(yield* reader.next()) ?? {};
  if (typeof alert === 'string') return { problem: `remote error: tls: ${alert}` };
  return typeof service === 'string' ? { service: service as Endpoint } : { problem: 'EOF' };
}

/** Shakes hands as a server with somebody whose first bytes `reader` has; whether both are content. The client is told the service. */
export function* shakeAsServer(
  connection: Connection,
  reader: FrameReader,
  tls: ServerTls,
  service: Endpoint,
): Task<boolean> {
  if (!jsonOf(yield* reader.next())) return false;
  yield* writeFrame(connection, kind, { certificate: tls.own });
  const answer = jsonOf(yield* reader.next());
  if (!answer || 'alert' in answer) return false;
  const shown = certificateOf(answer['certificate']);
  const alert =
    tls.authority === undefined
      ? undefined
      : !shown
        ? 'certificate required'
        : shown.issuer === tls.authority.key
          ? undefined
          : 'unknown certificate authority';
  yield* writeFrame(connection, kind, alert === undefined ? { service } : { alert });
  return alert === undefined;
}

/** Why a certificate is not believed; undefined when it is (crypto/x509, Certificate.Verify). */
function doubtAbout({ issuer, names }: Certificate, name: string, authority: Certificate): string | undefined {
  if (issuer !== authority.key) return 'certificate signed by unknown authority';
  if (names.includes(name)) return undefined;
  const isAddress = (text: string): boolean => parseAddress(text) !== undefined;
  const fitting = names.filter((each) => isAddress(each) === isAddress(name));
  if (isAddress(name))
    return fitting.length === 0
      ? `cannot validate certificate for ${name} because it doesn't contain any IP SANs`
      : `certificate is valid for ${fitting.join(', ')}, not ${name}`;
  return fitting.length === 0
    ? `certificate is not valid for any names, but wanted to match ${name}`
    : `certificate is valid for ${fitting.join(', ')}, not ${name}`;
}
