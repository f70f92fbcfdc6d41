// openssl(1): version, rand, dgst, base64, passwd. Keys and certificates are not simulated.
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { sha256Crypt, sha512Crypt, newSalt } from '../accounts/password-hash.ts';
import { encodeBase64 } from '../../../kernel/base64.ts';
import { fromBase64 } from '../base64.ts';
import { applet, type Invocation } from '../invocation.ts';
import { decodeText, encodeText } from '../text.ts';
import { input, output, readArguments, refuse } from './arguments.ts';
import { md5Crypt } from './md5-crypt.ts';

type Command = (run: Invocation, args: readonly string[], name: string) => Task<number>;

const digests = {
  md5: { title: 'MD5', hash: md5 },
  rmd160: { title: 'RIPEMD-160', hash: ripemd160 },
  sha1: { title: 'SHA1', hash: sha1 },
  sha224: { title: 'SHA2-224', hash: sha224 },
  sha256: { title: 'SHA2-256', hash: sha256 },
  sha384: { title: 'SHA2-384', hash: sha384 },
  sha512: { title: 'SHA2-512', hash: sha512 },
} as const;
type DigestName = keyof typeof digests;
const isDigest = (name: string): name is DigestName => Object.hasOwn(digests, name);

const hexOf = (bytes: Uint8Array, between = ''): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(between);

function* dgst(run: Invocation, args: readonly string[], command: string): Task<number> {
  const names = Object.keys(digests);
  const { given, operands } = yield* readArguments(run, command, args, [...names, 'hex', 'r', 'c', 'binary'], ['hmac', 'out']); // prettier-ignore
  const name = isDigest(command) ? command : (names.find((each) => given.has(each)) ?? 'sha256');
  if (!isDigest(name)) return 1;
  const { hash } = digests[name];
  // The title of the usual digest is written the old way.
  const usual = command === 'dgst' && !given.has(name);
  const key = given.get('hmac');
  const title = `${key === undefined ? '' : 'HMAC-'}${usual ? 'SHA256' : digests[name].title}`;
  let status = 0;
  let text = '';
  for (const path of operands.length > 0 ? operands : [undefined]) {
    if (path !== undefined && !run.process.files.exists(path)) {
      yield* run.warn(`${path}: No such file or directory`);
      status = 1;
      continue;
    }
    const bytes = yield* input(run, path);
    yield* run.step(bytes.length * 0.000_005);
    const digest = key === undefined ? hash(bytes) : hmac(hash, encodeText(key), bytes);
    if (given.has('binary')) yield* output(run, given.get('out'), digest);
    else if (given.has('r')) text += `${hexOf(digest)} *${path ?? 'stdin'}\n`;
    else text += `${title}(${path ?? 'stdin'})= ${hexOf(digest, given.has('c') ? ':' : '')}\n`;
  }
  if (text !== '') yield* output(run, given.get('out'), text);
  return status;
}

function* rand(run: Invocation, args: readonly string[]): Task<number> {
  const { given, operands } = yield* readArguments(run, 'rand', args, ['hex', 'base64'], ['out']);
  const [count, extra] = operands;
  if (count === undefined || extra !== undefined) return yield* refuse(run, 'rand', undefined);
  if (!/^\d+$/.test(count)) return yield* refuse(run, 'rand', `Can't parse "${count}" as a number`);
  const chance = run.process.machine.kernel.random('openssl');
  const bytes = Uint8Array.from({ length: Number(count) }, () => chance.integer(256));
  const text = given.has('hex') ? `${hexOf(bytes)}\n` : given.has('base64') ? wrapped(encodeBase64(bytes)) : bytes;
  yield* output(run, given.get('out'), text);
  return 0;
}

const wrapped = (text: string): string => (text.match(/.{1,64}/g) ?? []).map((line) => `${line}\n`).join('');

function* base64(run: Invocation, args: readonly string[], command: string): Task<number> {
  const flags = ['a', 'base64', 'A', 'd', 'e'];
  const { given, operands } = yield* readArguments(run, command, args, flags, ['in', 'out']);
  if (command === 'enc' && !given.has('base64') && !given.has('a'))
    return yield* refuse(run, command, 'not simulated: ciphers');
  if (operands.length > 0) return yield* refuse(run, command, `Extra option: "${operands[0] ?? ''}"`);
  const bytes = yield* input(run, given.get('in'));
  if (given.has('d')) {
    const text = decodeText(bytes);
    // Without -A each line has at most 76 characters, and nothing is read where one is longer.
    const readable = given.has('A') || text.split('\n').every((line) => line.length <= 76);
    yield* output(run, given.get('out'), readable ? fromBase64(text.replace(/\s/g, '')) : new Uint8Array(0));
    return 0;
  }
  const text = encodeBase64(bytes);
  yield* output(run, given.get('out'), given.has('A') ? text : wrapped(text));
  return 0;
}

function* passwd(run: Invocation, args: readonly string[]): Task<number> {
  const { given, operands } = yield* readArguments(run, 'passwd', args, ['1', '5', '6', 'apr1', 'stdin', 'table', 'quiet', 'noverify'], ['salt', 'in']); // prettier-ignore
  const kind = ['5', '6', 'apr1'].find((each) => given.has(each)) ?? '1';
  let passwords = operands;
  if (given.has('stdin') || given.has('in') || passwords.length === 0) {
    if (!given.has('stdin') && !given.has('in') && run.process.terminal)
      return yield* refuse(run, 'passwd', 'not simulated: asking for the password; name it, or use -stdin');
    passwords = decodeText(yield* input(run, given.get('in')))
      .split('\n')
      .filter((line) => line !== '');
  }
  for (const password of passwords) {
    const salt = given.get('salt') ?? newSalt(run.process, kind === '5' || kind === '6' ? 16 : 8);
    const hash =
      kind === '6'
        ? sha512Crypt(password, salt)
        : kind === '5'
          ? sha256Crypt(password, salt)
          : md5Crypt(password, salt, kind === '1' ? '1' : 'apr1');
    yield* run.print(given.has('table') ? `${password}\t${hash}\n` : `${hash}\n`);
  }
  return 0;
}

/** When versions of OpenSSL came out. */
const dates: Readonly<Record<string, string>> = {
  '1.1.1': '11 Sep 2018', '3.0.2': '15 Mar 2022', '3.0.13': '30 Jan 2024', '3.0.17': '1 Jul 2025', '3.3.2': '3 Sep 2024',
  '3.5.0': '8 Apr 2025', '3.5.1': '1 Jul 2025', '3.5.4': '30 Sep 2025',
}; // prettier-ignore

function* version(run: Invocation): Task<number> {
  const { files } = run.process;
  const [dpkg, apk] = ['/var/lib/dpkg/status', '/lib/apk/db/installed'].map((path) => files.readText(path));
  const listed =
    (dpkg === undefined || failed(dpkg)
      ? undefined
      : /^Package: (?:openssl|libssl\S*)\n(?:.+\n)*?Version: ([\d.]+)/m.exec(dpkg)?.[1]) ??
    (apk === undefined || failed(apk) ? undefined : /^P:(?:openssl|libssl3|libcrypto3)\nV:([\d.]+)/m.exec(apk)?.[1]);
  const number = listed ?? '3.0.13';
  const whole = `OpenSSL ${number}${dates[number] === undefined ? '' : ` ${dates[number]}`}`;
  yield* run.print(`${whole} (Library: ${whole})\n`);
  return 0;
}

const commands: Readonly<Record<string, Command>> = {
  base64,
  dgst,
  enc: base64,
  passwd,
  rand,
  version,
  ...Object.fromEntries(Object.keys(digests).map((name) => [name, dgst])),
};

/** Commands of the real one that are not simulated. */
const absent = new Set(
  'asn1parse ca ciphers cms crl crl2pkcs7 dhparam dsa dsaparam ec ecparam engine errstr fipsinstall gendsa genpkey genrsa info kdf list mac nseq ocsp pkcs12 pkcs7 pkcs8 pkey pkeyparam pkeyutl prime rehash req rsa rsautl s_client s_server s_time sess_id smime speed spkac srp storeutl ts verify x509'.split(
    ' ',
  ),
);

/** `openssl` */
export const openssl = applet(
  {
    name: 'openssl',
    short: '+',
    usage: 'command [options]',
    about: 'Digests, random bytes, password hashes and Base64.',
    // Options belong to commands.
    prepare: (args) => ['--', ...args],
  },
  function* (run) {
    const [name = 'help', ...args] = run.operands;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command) return yield* command(run, args, name);
    if (name === 'help') {
      yield* run.print(`help:\n\nCommands that are simulated\n${Object.keys(commands).sort().join('\n')}\n`);
      return 0;
    }
    yield* run.warn(
      absent.has(name) ? `openssl: not simulated: ${name}` : `Invalid command '${name}'; type "help" for a list.`,
    );
    return 1;
  },
);
