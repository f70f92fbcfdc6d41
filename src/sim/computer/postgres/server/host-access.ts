// pg_hba.conf: which method a connection has to prove itself with (PostgreSQL documentation, "The pg_hba.conf File").

/** A line that fits. */
export interface AccessRule {
  readonly method: string;
  readonly line: number;
  readonly text: string;
}

/** Who wants in. `address` is undefined on a Unix socket. */
export interface Candidate {
  readonly address: string | undefined;
  readonly database: string;
  readonly user: string;
}

/** The first line that fits; undefined if none does. */
export function findRule(configuration: string, candidate: Candidate): AccessRule | undefined {
  for (const [index, source] of configuration.split('\n').entries()) {
    const text = source.replace(/#.*$/, '').trim();
    const words = text.split(/\s+/);
    const [type = '', databases = '', users = '', ...rest] = words;
    if (type === '' || type === 'hostssl' || type === 'hostgssenc') continue;
    if ((type === 'local') !== (candidate.address === undefined)) continue;
    if (!fits(databases, candidate.database, candidate.user) || !fits(users, candidate.user)) continue;
    const separate = rest.length > 1 && /^[\d.]+$/.test(rest[1] ?? '');
    const [range = ''] = rest;
    const mask = separate ? rest[1] : undefined;
    if (candidate.address !== undefined && !covers(range, mask, candidate.address)) continue;
    const method = rest[type === 'local' ? 0 : separate ? 2 : 1] ?? '';
    return { method, line: index + 1, text: words.join(' ') };
  }
  return undefined;
}

function fits(list: string, name: string, user?: string): boolean {
  return list.split(',').some((item) => {
    const plain = item.replace(/^"(.*)"$/, '$1');
    return plain === 'all' || plain === name || (plain === 'sameuser' && user !== undefined && name === user);
  });
}

function covers(range: string, mask: string | undefined, address: string): boolean {
  if (range === 'all' || range === 'samehost' || range === 'samenet') return true;
  if (range.includes(':')) return range.startsWith('::/') || (address === '::1' && range.startsWith('::1'));
  if (range === 'localhost') return address.startsWith('127.');
  const [base = '', length = '32'] = range.split('/');
  const bits = mask === undefined ? ~0 << (32 - Number(length)) : number(mask);
  return Number(length) === 0 || (number(base) & bits) === (number(address) & bits);
}

const number = (address: string): number =>
  address.split('.').reduce((sum, part) => (sum << 8) | (Number(part) & 255), 0);
