// Users and what they may: CREATE, ALTER and DROP USER, GRANT and REVOKE.
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { notSimulated, Problem } from '../dialect/problem.ts';
import type { Token } from '../dialect/tokens.ts';
import type { Account } from '../engine/instance.ts';
import { done, type Answer, type Connected } from './answer.ts';

/** What is kept of a password: SHA1(SHA1(password)) in hexadecimal; empty for none. */
export const secretOf = (password: string): string =>
  password === '' ? '' : bytesToHex(sha1(sha1(new TextEncoder().encode(password))));

interface Named {
  readonly name: string;
  readonly host: string;
  /** Where the words after it begin. */
  readonly next: number;
}

function readName(tokens: readonly Token[], at: number): Named {
  const name = tokens[at]?.text ?? '';
  const sign = tokens[at + 1];
  if (sign?.kind !== 'variable') return { name, host: '%', next: at + 1 };
  const attached = sign.text.slice(1).replace(/^'(.*)'$/, '$1');
  return attached === ''
    ? { name, host: tokens[at + 2]?.text ?? '%', next: at + 3 }
    : { name, host: attached, next: at + 2 };
}

/** Carries out a statement on users. */
export function changeAccounts(
  executor: Connected,
  tokens: readonly Token[],
  words: readonly string[],
  _sql: string,
): Answer | Problem {
  const { instance } = executor.shared;
  const [one = '', two = ''] = words;
  if (two === 'role') return notSimulated('roles');
  const own = instance.accounts.find(({ name, host }) => name === executor.user && host === executor.host);
  if (!own?.grants['*.*']?.startsWith('ALL'))
    return new Problem(
      1227,
      '42000',
      'Access denied; you need (at least one of) the CREATE USER privilege(s) for this operation',
    );
  const known = ({ name, host }: Named): Account | undefined =>
    instance.accounts.find((account) => account.name === name && account.host === host);
  const put = (account: Account): void => {
    instance.accounts = [
      ...instance.accounts.filter(({ name, host }) => name !== account.name || host !== account.host),
      account,
    ];
    instance.saveAccounts();
  };
  const password = (from: number): string | undefined => {
    const by = words.indexOf('by', from);
    return by < 0 ? undefined : (tokens[by + 1]?.text ?? '');
  };
  if (one === 'create' || one === 'alter' || one === 'drop') {
    const conditional = words.indexOf('exists');
    const user = readName(tokens, conditional > 0 ? conditional + 1 : 2);
    const text = `'${user.name}'@'${user.host}'`;
    const account = known(user);
    if (one === 'create' ? account : !account)
      return conditional > 0
        ? done()
        : new Problem(1396, 'HY000', `Operation ${one.toUpperCase()} USER failed for ${text}`);
    if (one === 'drop') {
      instance.accounts = instance.accounts.filter((other) => other !== account);
      instance.saveAccounts();
      return done();
    }
    const secret = secretOf(password(user.next) ?? '');
    put({
      name: user.name,
      host: user.host,
      secret: password(user.next) === undefined ? (account?.secret ?? '') : secret,
      grants: account?.grants ?? {},
    });
    return done();
  }
  const on = words.indexOf('on');
  const to = words.indexOf(one === 'grant' ? 'to' : 'from');
  if (on < 0 || to < 0) return notSimulated(`this form of ${one.toUpperCase()}`);
  const user = readName(tokens, to + 1);
  const account = known(user);
  if (!account && password(user.next) === undefined)
    return new Problem(1410, '42000', 'You are not allowed to create a user with GRANT');
  const object = tokens.slice(on + 1, to).map(({ text }) => text);
  const target =
    object.length === 1
      ? `\`${executor.database ?? ''}\`.${object[0] === '*' ? '*' : `\`${object[0] ?? ''}\``}`
      : object[0] === '*'
        ? '*.*'
        : `\`${object[0] ?? ''}\`.${object[2] === '*' ? '*' : `\`${object[2] ?? ''}\``}`;
  if (!target.endsWith('.*')) return notSimulated('privileges on single tables');
  const listed = words
    .slice(1, on)
    .filter((word) => word !== ',')
    .join(' ')
    .toUpperCase();
  const privileges = listed
    .replace(/^ALL(?: PRIVILEGES)?$/, 'ALL PRIVILEGES')
    .replace(/ (?=SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|INDEX|USAGE)/g, ', ');
  const before = account ?? {
    name: user.name,
    host: user.host,
    secret: secretOf(password(user.next) ?? ''),
    grants: {},
  };
  const option = words.includes('option') ? ' WITH GRANT OPTION' : '';
  const { [target]: _gone, ...others } = before.grants;
  put({ ...before, grants: one === 'revoke' ? others : { ...others, [target]: privileges + option } });
  return done();
}
