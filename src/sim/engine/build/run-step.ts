// Runs a RUN in a container of its own, which nobody sees, on top of a snapshot.
import type { Descriptor, StartFailure, Process } from '../../computer/contract.ts';
import { Disk } from '../../computer/filesystem/disk.ts';
import { DiskNode } from '../../computer/filesystem/disk-node.ts';
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import { MountTable } from '../../computer/filesystem/mounts.ts';
import { Overlay } from '../../computer/filesystem/overlay.ts';
import { Tree } from '../../computer/filesystem/tree.ts';
import { exitCode } from '../../computer/processes/signals.ts';
import { join, sleep, spawn, type Task } from '../../kernel/task.ts';
import type { Inside } from '../containers/container.ts';
import { completeHostConfig } from '../containers/create-body.ts';
import { maskPaths, mountKernelFiles } from '../containers/kernel-files.ts';
import { resourceLimitsOf } from '../containers/isolation.ts';
import { lowerTree } from '../containers/root-files.ts';
import { runtimeError } from '../containers/runtime-error.ts';
import { findUser } from '../containers/user.ts';
import type { Engine } from '../engine.ts';
import { ApiError } from '../errors.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import type { Snapshot } from './snapshot.ts';
import { mountForRun, type MountSources, type RunMount } from './run-mounts.ts';

/** What a RUN runs. */
export interface RunOptions {
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly user: string;
  readonly network: string;
  readonly mounts: readonly RunMount[];
  /** Names of hosts more, `name:address`. */
  readonly hosts: readonly string[];
  /** Bytes of /dev/shm; 0: the usual. */
  readonly shmSize: number;
  readonly ulimits: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[];
  readonly sources: MountSources;
  readonly output: (bytes: Uint8Array) => void;
}

const hostname = 'buildkitsandbox';

/** ms that the runtime needs to set a step up. */
const setup = 100;

/** Runs it; the upper tree that it leaves, or why it failed (`code`: its own exit status). */
export function* runStep(
  engine: Engine,
  below: Snapshot,
  options: RunOptions,
): Task<{ readonly upper: Tree } | { readonly failure: string; readonly code: number }> {
  const { machine, kernel } = engine;
  const id = engine.newId();
  const disk = new Disk(emptyTree);
  const overlay = new Overlay(lowerTree(engine, { layers: below.chain }), disk);
  const table = new MountTable({ source: 'overlay', type: 'overlay', node: overlay.root() }, () => kernel.clock);
  const hostConfig = completeHostConfig({ ShmSize: options.shmSize, Ulimits: options.ulimits });
  const inside: { -readonly [Key in keyof Inside]: Inside[Key] } = {
    engine,
    id,
    record: { config: { Tty: false, Hostname: hostname }, hostConfig },
    running: undefined,
  };
  mountKernelFiles(inside, table);
  mountNames(table, kernel.clock, options);
  table.mountLater(['/proc', '/sys'], () => {
    maskPaths(inside, table);
  });
  const mounted = mountForRun(table, options.mounts, options.sources);
  if (typeof mounted === 'string') return { failure: mounted, code: 1 };
  const files = new FileSystem(table);
  const user = findUser(files, options.user, hostConfig);
  if (user instanceof ApiError)
    return { failure: `process "${options.argv.join(' ')}" did not complete successfully: ${user.message}`, code: 1 };
  const env = new Map([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ...options.env,
    ...mounted.env,
  ]);
  if (!env.has('HOME')) env.set('HOME', user.home);

  yield* sleep(setup);
  const own = options.network === 'none' ? machine.networks.createNamespace(id) : undefined;
  const network = own ?? machine.networks.machine;
  const streams = openOutputs(engine, options.output);
  try {
    const process: Process | StartFailure = yield* machine.start({
      argv: options.argv,
      env,
      cwd: options.cwd,
      credentials: user.credentials,
      files,
      network,
      hostname,
      descriptors: streams.descriptors,
      container: id,
      limits: {},
      resourceLimits: resourceLimitsOf(hostConfig),
    });
    const drained = yield* streams.release();
    const shown = options.argv.join(' ');
    if ('failure' in process) {
      const reason = runtimeError.start(process, files).message.replace(/^.*?unable to start/, 'unable to start');
      options.output(new TextEncoder().encode(`runc run failed: ${reason}\n`));
      return { failure: incomplete(shown, 1), code: 1 };
    }
    inside.running = { init: process, network };
    const status = yield* process.exited.wait();
    yield* drained();
    const code = exitCode(status);
    mounted.finish();
    if (code !== 0) return { failure: incomplete(shown, code), code };
    return { upper: withoutTargets(disk, mounted.made) };
  } finally {
    for (const left of machine.processesOf(id)) machine.signal(left, 'KILL');
    if (own) machine.networks.removeNamespace(own);
  }
}

const incomplete = (command: string, code: number): string =>
  `process ${JSON.stringify(command)} did not complete successfully: exit code: ${code}`;

/** The upper tree without the mount points that were made for the step, where they are still empty. */
function withoutTargets(disk: Disk, made: readonly string[]): Tree {
  const files = new FileSystem(new MountTable({ source: '', type: 'ext4', node: new DiskNode(disk) }, () => 0));
  for (const path of made.toReversed()) {
    if (files.unlink(path)) files.rmdir(path);
  }
  return disk.tree;
}

function mountNames(table: MountTable, clock: number, { hosts }: RunOptions): void {
  const more = hosts.map((host) => host.replace(/^([^:=]+)[:=](.*)$/, '$2\t$1\n')).join('');
  const texts: Readonly<Record<string, string>> = {
    hosts: `127.0.0.1\tlocalhost ${hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n${more}`,
    'resolv.conf': 'nameserver 192.168.64.1\n',
  };
  for (const [name, text] of Object.entries(texts)) {
    const tree = Tree.create({ mtime: clock });
    const content = new TextEncoder().encode(text);
    const made = tree.insert(
      tree.root,
      name,
      { kind: 'file', content, mode: 0o644, uid: 0, gid: 0, mtime: clock },
      clock,
    );
    if ('errno' in made) throw new Error(`unexpected ${made.errno}`);
    const node = new DiskNode(new Disk(made.tree), made.ino);
    table.mount({ target: `/etc/${name}`, source: '/dev/vda1', type: 'ext4', node, readOnly: true });
  }
}

/** Standard streams of a step: no input, all output to one place. */
function openOutputs(
  { machine }: Engine,
  output: (bytes: Uint8Array) => void,
): { readonly descriptors: ReadonlyMap<number, Descriptor>; readonly release: () => Task<() => Task> } {
  const input = machine.pipe();
  const out = machine.pipe();
  const err = machine.pipe();
  input.writer.release();
  const copy = function* (reader: Descriptor): Task {
    for (let bytes = yield* reader.read(); bytes !== undefined; bytes = yield* reader.read()) output(bytes);
    reader.release();
  };
  return {
    descriptors: new Map([
      [0, input.reader],
      [1, out.writer],
      [2, err.writer],
    ]),
    *release() {
      input.reader.release();
      out.writer.release();
      err.writer.release();
      const copies = [yield* spawn('build stdout', copy(out.reader)), yield* spawn('build stderr', copy(err.reader))];
      return function* () {
        for (const each of copies) yield* join(each);
      };
    },
  };
}
