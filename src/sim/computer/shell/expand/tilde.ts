// Tilde expansion (POSIX XCU 2.6.1): `~`, `~user`, and bash's `~+` and `~-`.
import type { LiteralPart } from 'unbash';
import { failed } from '../../filesystem/errno.ts';
import type { Shell } from '../shell.ts';

/** Where in its word a literal stands. */
interface Position {
  readonly first: boolean;
  /** Nothing follows it in the word. */
  readonly alone: boolean;
  /** Also after colons, as in an assignment. */
  readonly colons: boolean;
}

/** The literal's text with its tildes expanded; a tilde that means nobody stays. */
export function expandTilde(shell: Shell, part: LiteralPart, at: Position): string {
  if (part.text !== part.value) return part.value;
  const pieces = at.colons ? part.value.split(':') : [part.value];
  return pieces
    .map((piece, index) => {
      if ((index === 0 && !at.first) || !piece.startsWith('~')) return piece;
      const slash = piece.indexOf('/');
      const last = index === pieces.length - 1;
      if (slash < 0 && last && !at.alone) return piece;
      const user = piece.slice(1, slash < 0 ? undefined : slash);
      const home = homeOf(shell, user);
      return home === undefined ? piece : home + (slash < 0 ? '' : piece.slice(slash));
    })
    .join(':');
}

function homeOf(shell: Shell, user: string): string | undefined {
  if (user === '')
    return shell.get('HOME') ?? homeIn(shell, ({ uid }) => uid === String(shell.process.credentials.uid));
  if (user === '+') return shell.get('PWD');
  if (user === '-') return shell.get('OLDPWD');
  return homeIn(shell, ({ name }) => name === user);
}

function homeIn(shell: Shell, wanted: (entry: { name: string; uid: string }) => boolean): string | undefined {
  const text = shell.process.files.readText('/etc/passwd');
  if (failed(text)) return undefined;
  for (const line of text.split('\n')) {
    const [name = '', , uid = '', , , home] = line.split(':');
    if (wanted({ name, uid })) return home;
  }
  return undefined;
}
