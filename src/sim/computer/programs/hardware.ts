// lscpu(1) and lsblk(8): what /proc tells of processors and disks, in util-linux's words.
import { failed } from '../filesystem/errno.ts';
import { linux } from '../linux.ts';
import { applet, type Invocation } from './invocation.ts';
import { humanSize } from './sizes.ts';

const linesOf = (run: Invocation, path: string): string[] => {
  const text = run.process.files.readText(path);
  return failed(text) ? [] : text.split('\n');
};

/** `lscpu` */
export const lscpu = applet(
  {
    name: 'lscpu',
    short: '',
    unsimulated: ['a', 'b', 'B', 'C', 'c', 'e', 'J', 'p', 's', 'x', 'y', 'all', 'bytes', 'caches', 'json', 'extended', 'parse', 'hex'],
    usage: '[options]',
    about: 'Display information about the CPU architecture.',
    version: 'util-linux) 2.39.3',
  },
  function* (run) {
    const lines = linesOf(run, '/proc/cpuinfo');
    const values = new Map(
      lines.map((line) => line.split(/\s*:\s*/)).map(([key = '', value = '']) => [key, value] as const),
    );
    const count = lines.filter((line) => line.startsWith('processor')).length;
    const of = (key: string): string => values.get(key) ?? '';
    const list = count > 1 ? `0-${count - 1}` : '0';
    const rows: readonly (readonly [depth: number, name: string, value: string])[] = [
      [0, 'Architecture', linux.architecture],
      [1, 'CPU op-mode(s)', '32-bit, 64-bit'],
      [1, 'Address sizes', of('address sizes')],
      [1, 'Byte Order', 'Little Endian'],
      [0, 'CPU(s)', String(count)],
      [1, 'On-line CPU(s) list', list],
      [0, 'Vendor ID', of('vendor_id')],
      [1, 'Model name', of('model name')],
      [2, 'CPU family', of('cpu family')],
      [2, 'Model', of('model')],
      [2, 'Thread(s) per core', '1'],
      [2, 'Core(s) per socket', of('cpu cores')],
      [2, 'Socket(s)', '1'],
      [2, 'Stepping', of('stepping')],
      [2, 'BogoMIPS', of('bogomips')],
      [2, 'Flags', of('flags')],
      [0, 'NUMA', ''],
      [1, 'NUMA node(s)', '1'],
      [1, 'NUMA node0 CPU(s)', list],
    ];
    // On a terminal what belongs together is indented; elsewhere the groups have no title of their own.
    const pretty = run.process.descriptors.get(1)?.terminal !== undefined;
    const shown = rows
      .filter(([, name]) => pretty || name !== 'NUMA')
      .map(([depth, name, value]) => [`${pretty ? '  '.repeat(depth) : ''}${name}:`, value] as const);
    const width = Math.max(...shown.map(([name]) => name.length)) + 1;
    for (const [name, value] of shown) yield* run.print(`${value === '' ? name : name.padEnd(width) + value}\n`);
    return 0;
  },
); // prettier-ignore

/** `lsblk` */
export const lsblk = applet(
  {
    name: 'lsblk',
    short: 'adfnpo:',
    unsimulated: ['b', 'D', 'e', 'I', 'i', 'J', 'l', 'm', 'O', 'P', 'r', 'S', 's', 't', 'x', 'z', 'bytes', 'json', 'list', 'fs', 'output-all', 'pairs', 'raw', 'scsi'],
    long: { all: 'a', nodeps: 'd', noheadings: 'n', paths: 'p', output: 'o:' },
    usage: '[options] [<device> ...]',
    about: 'List information about block devices.',
    version: 'util-linux) 2.39.3',
  },
  function* (run) {
    const { options } = run;
    for (const letter of ['f', 'o']) if (options.has(letter)) return yield* run.die(`not simulated: -${letter}`);
    const mounts = linesOf(run, '/proc/self/mounts').map((line) => line.split(' '));
    const devices = linesOf(run, '/proc/partitions')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields.length === 4 && /^\d+$/.test(fields[0] ?? ''))
      .map(([major = '', minor = '', blocks = '', name = '']) => {
        const part = /\d$/.test(name);
        const targets = mounts.filter(([source]) => source === `/dev/${name}`).map(([, target = '']) => target);
        return { number: `${major}:${minor}`, size: humanSize(Number(blocks) * 1024), name, part, targets };
      })
      .filter(({ part }) => !part || !options.has('d'));
    const wanted = run.operands.map((path) => path.replace('/dev/', ''));
    for (const [at, name] of wanted.entries())
      if (!devices.some((device) => device.name === name))
        yield* run.complain(`${run.operands[at] ?? ''}: not a block device`, 32);
    const shown = devices.filter(({ name }) => wanted.length === 0 || wanted.some((each) => name.startsWith(each)));
    const label = ({ name, part }: (typeof devices)[number]): string =>
      `${part ? '└─' : ''}${options.has('p') ? '/dev/' : ''}${name}`;
    const width = Math.max(4, ...shown.map((device) => label(device).length));
    const sizes = Math.max(4, ...shown.map(({ size }) => size.length));
    if (!options.has('n') && shown.length > 0)
      yield* run.print(`${'NAME'.padEnd(width)} MAJ:MIN RM ${'SIZE'.padStart(sizes)} RO TYPE MOUNTPOINTS\n`);
    for (const device of shown) {
      const [first = '', ...rest] = device.targets;
      const type = device.part ? 'part' : 'disk';
      yield* run.print(
        `${label(device).padEnd(width)} ${device.number.padEnd(7)}  0 ${device.size.padStart(sizes)}  0 ${type} ${first}\n`,
      );
      for (const target of rest) yield* run.print(`${' '.repeat(width + sizes + 22)}${target}\n`);
    }
    return run.status;
  },
); // prettier-ignore
