// Certificates of the simulated world: what an X.509 certificate says (RFC 5280), in PEM around JSON instead of DER. A signature is
// the name of the key that made it.
import { encodeBase64 } from '../../kernel/base64.ts';
import { fromBase64 } from '../programs/base64.ts';

/** A certificate. */
export interface Certificate {
  /** Common name. */
  readonly subject: string;
  /** Names and addresses that it is good for (subjectAltName). */
  readonly names: readonly string[];
  /** The key that it belongs to, and the one that signed it: hexadecimal names. */
  readonly key: string;
  readonly issuer: string;
}

const pem = (label: string, value: object): string => {
  const lines = encodeBase64(new TextEncoder().encode(JSON.stringify(value))).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};

/** The file of a certificate. */
export const certificatePem = (certificate: Certificate): string => pem('CERTIFICATE', certificate);

/** The file of a key. */
export const keyPem = (key: string): string => pem('PRIVATE KEY', { key });

function body(text: string, label: string): Readonly<Record<string, unknown>> | undefined {
  const found = new RegExp(`-----BEGIN ${label}-----\\s([\\s\\S]*?)-----END ${label}-----`).exec(text)?.[1];
  if (found === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64(found.replace(/\s/g, ''))));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a certificate's file; undefined when there is none in it. */
export function readCertificate(text: string): Certificate | undefined {
  return certificateOf(body(text, 'CERTIFICATE'));
}

/** Takes a value that came over the wire as a certificate; undefined when it is none. */
export function certificateOf(value: unknown): Certificate | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { subject, names, key, issuer } = value as Readonly<Record<string, unknown>>;
  if (typeof subject !== 'string' || typeof key !== 'string' || typeof issuer !== 'string') return undefined;
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) return undefined;
  return { subject, names, key, issuer };
}

/** Reads a key's file; undefined when there is none in it. */
export function readKey(text: string): string | undefined {
  const key = body(text, 'PRIVATE KEY')?.['key'];
  return typeof key === 'string' ? key : undefined;
}
