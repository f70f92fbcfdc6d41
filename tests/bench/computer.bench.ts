// The simulated computer: shell loops, text tools, and a tree of many files copied up. Twice the work must cost twice the time.
import { Disk } from '../../src/sim/computer/filesystem/disk.ts';
import { DiskNode } from '../../src/sim/computer/filesystem/disk-node.ts';
import { FileSystem } from '../../src/sim/computer/filesystem/file-system.ts';
import { diff } from '../../src/sim/computer/filesystem/layer.ts';
import { MountTable } from '../../src/sim/computer/filesystem/mounts.ts';
import { Overlay } from '../../src/sim/computer/filesystem/overlay.ts';
import { Tree } from '../../src/sim/computer/filesystem/tree.ts';
import { gnuPrograms } from '../sim/computer/programs/run-line.ts';
import { bareMachine, run } from '../sim/computer/support.ts';
import { cpuTime, type Benchmark, type Figure } from './measure.ts';

/** CPU time (ms) of a script for bash. */
async function script(text: string): Promise<number> {
  const { machine } = bareMachine(gnuPrograms);
  const { ms } = await cpuTime(() => {
    const { code, stderr } = run(machine, ['bash', '-c', text]);
    if (code !== 0) throw new Error(stderr);
  });
  return ms;
}

const loop = (rounds: number): string => `i=0; while [ $i -lt ${rounds} ]; do i=$((i + 1)); done`;
const substitutions = (rounds: number): string => `for i in {1..${rounds}}; do x=$(echo $i); done`;
const counting = (lines: number): string =>
  `for i in {1..${lines}}; do echo $((i % 100)); done | sort | uniq -c > /tmp/out`;

const files = 10_000;

/** Times of n and 2n rounds, and how the second compares. */
async function doubled(what: string, rounds: number, text: (rounds: number) => string): Promise<Figure[]> {
  const once = await script(text(rounds));
  const twice = await script(text(2 * rounds));
  return [
    { what: `${rounds} ${what}`, value: once, unit: 'ms' },
    { what: 'twice as many against that', value: twice / once, unit: '×' },
  ];
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'shell loop', run: () => doubled('rounds', 5_000, loop) },
  { name: 'command substitution', run: () => doubled('substitutions', 1_000, substitutions) },
  { name: 'sort and uniq', run: () => doubled('lines', 10_000, counting) },
  {
    name: 'tree of files copied up',
    run: async () => {
      const disk = new Disk(Tree.create());
      const lower = new FileSystem(new MountTable({ source: '', type: '', node: new DiskNode(disk) }, () => 0));
      lower.mkdir('/d');
      const written = await cpuTime(() => {
        for (let i = 0; i < files; i++) lower.writeFile(`/d/file${i}`, `${i}`);
      });
      const upper = new Disk(Tree.create());
      const node = new Overlay(disk.tree, upper).root();
      const merged = new FileSystem(new MountTable({ source: '', type: '', node }, () => 1));
      const copied = await cpuTime(() => {
        for (let i = 0; i < files; i++) merged.appendFile(`/d/file${i}`, 'x');
      });
      const compared = await cpuTime(() => {
        if (diff(disk.tree, upper.tree).length !== files + 1) throw new Error('the diff is wrong');
      });
      return [
        { what: `${files} files written`, value: written.ms, unit: 'ms' },
        { what: 'copied up', value: copied.ms, unit: 'ms' },
        { what: 'compared', value: compared.ms, unit: 'ms' },
      ];
    },
  },
];
