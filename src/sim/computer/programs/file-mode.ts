// Permission bits as text, and the modes that chmod and mkdir take (chmod(1)).
import type { Stat } from '../filesystem/file-system.ts';
import type { InodeKind } from '../filesystem/inode.ts';

const kinds: Readonly<Record<InodeKind, string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  character: 'c',
  block: 'b',
  fifo: 'p',
  socket: 's',
};

/** `drwxr-xr-x`. */
export function modeText({ kind, mode }: Pick<Stat, 'kind' | 'mode'>): string {
  const letters = [...'rwxrwxrwx'].map((letter, index) => (mode & (0o400 >> index) ? letter : '-'));
  const special = (at: number, bit: number, set: string): void => {
    if (mode & bit) letters[at] = letters[at] === 'x' ? set : set.toUpperCase();
  };
  special(2, 0o4000, 's');
  special(5, 0o2000, 's');
  special(8, 0o1000, 't');
  return kinds[kind] + letters.join('');
}

/** Turns permission bits into others; `directory` matters for X, `umask` where no one is named. */
export type ModeChange = (mode: number, isDirectory: boolean, umask: number) => number;

/** Reads `755`, `u+x`, `go=rX,u-w`; undefined when it is no mode. */
export function parseMode(text: string): ModeChange | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const mode = Number.parseInt(text, 8);
    if (mode > 0o7777) return undefined;
    // Digits that do not name them leave a directory's set-ID bits alone.
    return (before, isDirectory) => (isDirectory && text.length < 5 ? mode | (before & 0o6000) : mode);
  }
  const clauses = text.split(',').map((clause) => /^([ugoa]*)((?:[-+=](?:[ugo]|[rwxXst]*))+)$/.exec(clause));
  if (clauses.some((clause) => clause === null)) return undefined;
  return (before, isDirectory, umask) => {
    let mode = before;
    for (const clause of clauses) {
      const who = clause?.[1] ?? '';
      for (const [, operator = '', what = ''] of (clause?.[2] ?? '').matchAll(/([-+=])([ugo]|[rwxXst]*)/g))
        mode = applyClause(mode, who, operator, what, isDirectory, who === '' ? umask : 0);
    }
    return mode;
  };
}

function applyClause(
  mode: number,
  who: string,
  operator: string,
  what: string,
  isDirectory: boolean,
  umask: number,
): number {
  const all = who === '' || who.includes('a');
  const classes =
    (all ? 0o777 : 0) |
    (who.includes('u') ? 0o700 : 0) |
    (who.includes('g') ? 0o070 : 0) |
    (who.includes('o') ? 0o007 : 0);
  let bits: number;
  if (/^[ugo]$/.test(what)) bits = ((mode >> { u: 6, g: 3, o: 0 }[what as 'u']) & 7) * 0o111;
  else {
    bits = (what.includes('r') ? 0o444 : 0) | (what.includes('w') ? 0o222 : 0) | (what.includes('x') ? 0o111 : 0);
    if (what.includes('X') && (isDirectory || (mode & 0o111) !== 0)) bits |= 0o111;
  }
  bits &= classes & ~umask;
  if (what.includes('s')) bits |= (all || who.includes('u') ? 0o4000 : 0) | (all || who.includes('g') ? 0o2000 : 0);
  if (what.includes('t') && (all || who.includes('o'))) bits |= 0o1000;
  if (operator === '+') return mode | bits;
  if (operator === '-') return mode & ~bits;
  const special = (all || who.includes('u') ? 0o4000 : 0) | (all || who.includes('g') ? 0o2000 : 0);
  return (mode & ~classes & ~(isDirectory ? 0 : special)) | bits;
}
