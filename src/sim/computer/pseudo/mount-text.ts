// A mount table as /proc/<pid>/mounts and mountinfo print it (proc_pid_mountinfo(5)).
import type { Mount, MountTable } from '../filesystem/mounts.ts';

const wordsOf = ({ readOnly, options }: Mount): { access: string; flags: string; own: string } => {
  const access = readOnly ? 'ro' : 'rw';
  const all = options ?? ['relatime'];
  const isFlag = (word: string): boolean => /^(?:no\w+|relatime|strictatime|sync)$/.test(word);
  return {
    access,
    flags: [access, ...all.filter(isFlag)].join(','),
    own: [access, ...all.filter((word) => !isFlag(word))].join(','),
  };
};

const escaped = (text: string): string =>
  text.replace(/[ \t\n\\]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);

/** `/proc/mounts` */
export function mountsText(table: MountTable): string {
  return table.mounts
    .map((mount) => {
      const { readOnly, options } = mount;
      const words = [readOnly ? 'ro' : 'rw', ...(options ?? ['relatime'])].join(',');
      return `${escaped(mount.source)} ${escaped(mount.target)} ${mount.type} ${words} 0 0\n`;
    })
    .join('');
}

/** First number of a mount; each has the next. */
const firstId = 600;

/** `/proc/self/mountinfo` */
export function mountinfoText(table: MountTable): string {
  const { mounts } = table;
  return mounts
    .map((mount, index) => {
      const { source, target, type, root = '/' } = mount;
      const { flags, own } = wordsOf(mount);
      const parent = mounts.findLastIndex(
        (other, at) => at < index && (other.target === '/' || target.startsWith(`${other.target}/`)),
      );
      const device = type === 'ext4' ? '253:1' : `0:${50 + table.device(mount)}`;
      return `${firstId + index} ${parent < 0 ? firstId - 100 : firstId + parent} ${device} ${escaped(root)} ${escaped(target)} ${flags} - ${type} ${escaped(source)} ${own}\n`;
    })
    .join('');
}
