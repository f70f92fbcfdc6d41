// Configurations and requests as the real nginx (1.22.1) answered them (record.py).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { failed } from '../../../../src/sim/computer/filesystem/errno.ts';
import { networkPrograms } from '../../../../src/sim/computer/programs/network.ts';
import { shells } from '../../../../src/sim/computer/programs/shells.ts';
import { bareMachine, finish, initOptions, run, startCollected } from '../support.ts';

interface Group {
  readonly name: string;
  readonly config: string[];
  readonly rows: { readonly line: string; output: string }[];
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  for (const row of text.trimEnd().split('\n')) {
    const group = groups.at(-1);
    if (row.startsWith('# ')) groups.push({ name: row.slice(2), config: [], rows: [] });
    else if (row.startsWith('% ')) group?.config.push(row.slice(2));
    else if (row.startsWith('$ ')) group?.rows.push({ line: row.slice(2), output: '' });
    else {
      const last = group?.rows.at(-1);
      if (last) last.output += `${row.slice(1)}\n`;
    }
  }
  return groups;
}

const fileTime = 1_577_934_245_000;

const whole = (config: readonly string[]): string =>
  `user nobody nogroup;\nworker_processes 1;\nerror_log logs/error.log;\npid nginx.pid;\nevents {}\nhttp {\ninclude mime.types;\ndefault_type application/octet-stream;\naccess_log off;\n${config.join('\n')}\n}\n`;

/** What a group's rows give here. */
function answers({ config, rows }: Group): string[] {
  const listed = read('files.txt')
    .trimEnd()
    .split('\n')
    .map((row): [string, string] => {
      const [name = '', text = ''] = row.split(/\|(.*)/s);
      return [`/etc/nginx/${name}`, text.replaceAll('\\n', '\n')];
    });
  const { kernel, machine } = bareMachine({ ...networkPrograms, ...shells }, {
    '/etc/hosts': '127.0.0.1 localhost\n',
    '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n',
    '/etc/nginx/logs/.keep': '',
    '/run/.keep': '',
    ...Object.fromEntries(listed),
    '/etc/nginx/nginx.conf': whole(config),
  }); // prettier-ignore
  for (const [path] of listed) machine.files.utimes(path, fileTime);
  for (const path of ['html', 'html/dir', 'html/dir/sub', 'html/sub', 'other'])
    machine.files.utimes(`/etc/nginx/${path}`, fileTime);
  machine.files.chmod('/etc/nginx/html/secret.txt', 0);
  const env = new Map([
    ['PATH', '/bin'],
    ['NGINX_VERSION', '1.22.1'],
  ]);
  const options = { env, container: 'machine', shares: { pid: 'machine' as const } };
  if (rows[0]?.line === 'test') return [run(machine, ['nginx', '-t'], options).stderr];
  const argv = ['nginx', '-g', 'daemon off;'];
  const started = finish(kernel, startCollected(machine, initOptions(machine, argv, options)));
  if ('failure' in started) throw new Error(started.failure);
  kernel.advance(500);
  return rows.map(({ line }) => {
    if (line !== 'log') return run(machine, ['sh', '-c', `curl -s -i -A agent -m 5 ${line}`], options).stdout;
    const log = machine.files.readText('/etc/nginx/logs/access.log');
    return failed(log) ? log.errno : log;
  });
}

const tidy = (text: string): string => {
  const lines = text.replaceAll('\r', '').replace(/^(Date|Expires): .*2026 .*/gm, '$1: <time>').replace(/^\d{4}\/.*\n/gm, ''); // prettier-ignore
  return lines.endsWith('\n') ? lines : `${lines}\n`;
};

const groups = readGroups(read('requests.txt'));

describe.each(groups.map((group) => [group.name, group] as const))('%s', (_, group) => {
  const here = answers(group);
  test.each(group.rows.map(({ line, output }, index) => [line, output, here[index] ?? ''] as const))(
    '%s',
    (_line, real, got) => {
      expect(tidy(got)).toBe(real);
    },
  );
});
