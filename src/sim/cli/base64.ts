// Base64 as the client uses it: credentials in the configuration and in the header X-Registry-Auth (RFC 4648).
import { decodeLooseBase64, encodeBase64 } from '../kernel/base64.ts';

/** Standard alphabet with padding; `url`: the alphabet that is safe in addresses. */
export function toBase64(data: string | Uint8Array, alphabet: 'standard' | 'url' = 'standard'): string {
  const result = encodeBase64(typeof data === 'string' ? new TextEncoder().encode(data) : data);
  return alphabet === 'url' ? result.replaceAll('+', '-').replaceAll('/', '_') : result;
}

/** The text behind standard base64; undefined when it is none. */
export function fromBase64(encoded: string): string | undefined {
  return /^[A-Za-z0-9+/]*=*$/.test(encoded) ? new TextDecoder().decode(decodeLooseBase64(encoded)) : undefined;
}
