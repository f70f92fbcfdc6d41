// `pip cache`.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { filesOf, removeTree } from '../../packages/place-files.ts';
import type { Run } from './run.ts';
import { cacheFolder, size } from './run.ts';

export function* cache(run: Run): Task<number> {
  const files = filesOf(run.process);
  const folder = cacheFolder(run);
  const [action] = run.words;
  const count = (path: string): { files: number; bytes: number } => {
    const names = files.readdir(path);
    if (failed(names)) return { files: 0, bytes: 0 };
    let total = { files: 0, bytes: 0 };
    for (const name of names) {
      const stat = files.lstat(`${path}/${name}`);
      if (failed(stat)) continue;
      const more = stat.kind === 'directory' ? count(`${path}/${name}`) : { files: 1, bytes: stat.size };
      total = { files: total.files + more.files, bytes: total.bytes + more.bytes };
    }
    return total;
  };
  switch (action) {
    case 'dir':
      yield* run.print(folder);
      return 0;
    case 'info': {
      const { files: number, bytes } = count(`${folder}/http-v2`);
      yield* run.print(
        `Package index page cache location (pip v23.3+): ${folder}/http-v2\nPackage index page cache size: ${size(bytes)}\nNumber of HTTP files: ${number}\nLocally built wheels location: ${folder}/wheels\nLocally built wheels size: 0 bytes\nNumber of locally built wheels: 0`,
      );
      return 0;
    }
    case 'purge': {
      const { files: number, bytes } = count(folder);
      if (number === 0) yield* run.complain('WARNING: No matching packages');
      else removeTree(files, `${folder}/http-v2`);
      yield* run.print(`Files removed: ${number}${number > 0 ? ` (${size(bytes)})` : ''}`);
      return 0;
    }
    default:
      yield* run.complain(
        action === undefined
          ? 'ERROR: Need an action (dir, info, list, purge, remove) to perform.'
          : `pip: not simulated: cache ${action}`,
      );
      return 1;
  }
}
