// Records what jq prints for the lines in jq-lines.ts, and what Debian's programs for accounts print for those in
// account-lines.ts: `npx tsx tests/sim/computer/programs/record-more.ts`, as root on Debian with jq and adduser.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountFiles, accountLines } from './account-lines.ts';
import { jqLines } from './jq-lines.ts';

const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: '/root' };

const jq = jqLines.map((line) => {
  const cwd = mkdtempSync(join(tmpdir(), 'jq-'));
  const { status, stdout, stderr } = spawnSync('/bin/dash', ['-c', line], { cwd, env, input: '', encoding: 'utf8' });
  rmSync(cwd, { recursive: true });
  return { line, code: status, stdout, stderr };
});
// Each line has mounts of its own: its accounts are not the machine's.
const inNamespace = `
mount -t tmpfs tmpfs "$1" && mkdir "$1/etc" "$1/work" && mount -t overlay -o "lowerdir=/etc,upperdir=$1/etc,workdir=$1/work" overlay /etc &&
cd /etc && rm -f passwd- group- shadow- gshadow- subuid subgid && printf %s "$3" > passwd && printf %s "$4" > group &&
printf %s "$5" > shadow && printf %s "$6" > gshadow &&
mount -t tmpfs -o mode=755 tmpfs /home && mount -t tmpfs tmpfs /var/mail && cd / && exec /bin/dash -c "$2"`;
const accounts = accountLines.map((line) => {
  const box = mkdtempSync(join(tmpdir(), 'accounts-'));
  const { passwd = '', group = '', shadow = '', gshadow = '' } = accountFiles;
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['-m', 'sh', '-c', inNamespace, 'sh', box, line, passwd, group, shadow, gshadow],
    {
      env: { ...env, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      input: '',
      timeout: 8000,
      encoding: 'utf8',
    },
  );
  rmSync(box, { recursive: true });
  return { line, code: status, stdout, stderr };
});
writeFileSync(new URL('recorded-more.json', import.meta.url), `${JSON.stringify({ jq, accounts }, null, 1)}\n`);
