// auth_basic: who may see a place, by a file of names and hashes (ngx_http_auth_basic_module).
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { decodeLooseBase64 } from '../../../kernel/base64.ts';
import { concatBytes } from '../../../kernel/bytes.ts';
import type { Task } from '../../../kernel/task.ts';
import { bcryptMatches } from '../accounts/bcrypt.ts';
import { cryptLetters, sha256Crypt, sha512Crypt } from '../accounts/password-hash.ts';
import { failed } from '../../filesystem/errno.ts';
import { errnoText } from './config/load.ts';
import { prefixed } from './config/scope.ts';
import { interpolate, type Exchange } from './request.ts';
import { ownPage, type Reply } from './reply.ts';

/** The refusal of a request whose name and password do not fit; undefined when nothing stands in its way. */
export function* refuseStranger(exchange: Exchange, log: (text: string) => Task): Task<Reply | undefined> {
  const realm = interpolate(exchange.scope.value('auth_basic') ?? 'off', exchange);
  const file = exchange.scope.value('auth_basic_user_file');
  if (realm === 'off' || file === undefined) return undefined;
  const asks = ownPage(exchange, 401, { late: [['WWW-Authenticate', `Basic realm="${realm}"`]] });
  const [kind = '', code = ''] = (exchange.head.headers.get('authorization') ?? '').split(' ');
  const given = kind.toLowerCase() === 'basic' ? new TextDecoder().decode(decodeLooseBase64(code)) : '';
  const colon = given.indexOf(':');
  if (colon < 1) {
    yield* log(`no user/password was provided for basic authentication`);
    return asks;
  }
  const [user, password] = [given.slice(0, colon), given.slice(colon + 1)];
  const path = prefixed(interpolate(file, exchange));
  const text = exchange.process.files.readText(path);
  if (failed(text)) {
    yield* log(`open() "${path}" failed ${errnoText(text)}`);
    return ownPage(exchange, 403);
  }
  const row = text.split('\n').find((line) => line.startsWith(`${user}:`));
  if (row === undefined) {
    yield* log(`user "${user}" was not found in "${path}"`);
    return asks;
  }
  const stored = (row.split(':')[1] ?? '').trimEnd();
  if (!fits(password, stored)) {
    yield* log(`user "${user}": password mismatch`);
    return asks;
  }
  exchange.named.set('remote_user', user);
  return undefined;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Whether a password fits a hash: apr1, SHA-256 and SHA-512 crypt, bcrypt, {SHA}, {PLAIN}. Any other fits nothing. */
function fits(password: string, stored: string): boolean {
  if (stored.startsWith('{PLAIN}')) return stored.slice(7) === password;
  if (stored.startsWith('{SHA}')) return hexOf(decodeLooseBase64(stored.slice(5))) === hexOf(sha1(encode(password)));
  const [, kind, salt = ''] = stored.split('$');
  if (kind === 'apr1') return apr1(password, salt) === stored;
  if (kind === '5') return sha256Crypt(password, salt) === stored;
  if (kind === '6') return sha512Crypt(password, salt) === stored;
  return /^2[aby]$/.test(kind ?? '') && bcryptMatches(password, stored);
}

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Apache's form of MD5 crypt. */
function apr1(password: string, salt: string): string {
  const key = encode(password);
  const grain = encode(salt.slice(0, 8));
  const mixed = md5(concatBytes([key, grain, key]));
  const parts = [key, encode('$apr1$'), grain];
  for (let left = key.length; left > 0; left -= 16) parts.push(mixed.subarray(0, Math.min(16, left)));
  for (let bits = key.length; bits > 0; bits >>= 1)
    parts.push((bits & 1) === 1 ? new Uint8Array(1) : key.subarray(0, 1));
  let digest = md5(concatBytes(parts));
  for (let round = 0; round < 1000; round++) {
    const odd = (round & 1) === 1;
    const next = [odd ? key : digest];
    if (round % 3 !== 0) next.push(grain);
    if (round % 7 !== 0) next.push(key);
    next.push(odd ? digest : key);
    digest = md5(concatBytes(next));
  }
  const byte = (index: number): number => digest[index] ?? 0;
  const triple = (a: number, b: number, c: number): string =>
    cryptLetters((byte(a) << 16) | (byte(b) << 8) | byte(c), 4);
  const text =
    triple(0, 6, 12) +
    triple(1, 7, 13) +
    triple(2, 8, 14) +
    triple(3, 9, 15) +
    triple(4, 10, 5) +
    cryptLetters(byte(11), 2);
  return `$apr1$${salt.slice(0, 8)}$${text}`;
}
