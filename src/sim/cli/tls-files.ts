// The files with which a client proves itself to a daemon behind TLS, and by which it knows the daemon: `ca.pem`, `cert.pem`, `key.pem`.
import type { Process } from '../computer/contract.ts';
import { failed } from '../computer/filesystem/errno.ts';
import { readCertificate, readKey } from '../computer/tls/certificate.ts';
import type { ClientTls } from '../computer/tls/handshake.ts';
import { openError } from './create/environment.ts';
import type { Failure } from './failure.ts';

/** The texts of the files; undefined for one that is not used. */
export interface TlsFiles {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** The names of the files, in the order in which Docker lists them. */
export const tlsNames = ['ca', 'cert', 'key'] as const;

/** Reads files by their paths; what the client says when one cannot be opened. */
export function readTlsFiles(
  process: Process,
  paths: Readonly<Partial<Record<keyof TlsFiles, string>>>,
): TlsFiles | Failure {
  const texts: Partial<Record<keyof TlsFiles, string>> = {};
  for (const name of tlsNames) {
    const path = paths[name];
    if (path === undefined || path === '') continue;
    const text = process.files.readText(path);
    if (failed(text)) return { error: openError(path, text) };
    texts[name] = text;
  }
  return { ca: texts.ca, cert: texts.cert, key: texts.key };
}

/** What the files say; the failure is what the client says of ones that cannot be used (crypto/tls, X509KeyPair). */
export function tlsFrom({ ca, cert, key }: TlsFiles, skipVerify: boolean): ClientTls | Failure {
  const invalid = (why: string): Failure => ({ error: `failed to retrieve context tls info: ${why}` });
  const authority = ca === undefined ? undefined : readCertificate(ca);
  if (ca !== undefined && !authority) return invalid('ca.pem seems invalid');
  if (cert === undefined || key === undefined) return { authority: skipVerify ? undefined : authority, own: undefined };
  const own = readCertificate(cert);
  if (!own)
    return invalid(
      readKey(cert) === undefined
        ? 'tls: failed to find any PEM data in certificate input'
        : 'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched',
    );
  const secret = readKey(key);
  if (secret === undefined)
    return invalid(
      readCertificate(key)
        ? 'tls: found a certificate rather than a key in the PEM for the private key'
        : 'tls: failed to find any PEM data in key input',
    );
  if (secret !== own.key) return invalid('tls: private key does not match public key');
  return { authority: skipVerify ? undefined : authority, own };
}
