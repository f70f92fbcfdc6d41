// The learner's own machine: Ubuntu as the catalogue has it, with the docker client and what tutorials expect beside it.
import { Disk } from './computer/filesystem/disk.ts';
import { DiskNode } from './computer/filesystem/disk-node.ts';
import { root } from './computer/filesystem/credentials.ts';
import { failed } from './computer/filesystem/errno.ts';
import { FileSystem } from './computer/filesystem/file-system.ts';
import { apply } from './computer/filesystem/layer.ts';
import { MountTable } from './computer/filesystem/mounts.ts';
import { Tree } from './computer/filesystem/tree.ts';
import type { NetworkInterface, ProgramTable } from './computer/contract.ts';
import { Lan } from './computer/network/lan.ts';
import { createMachine, type LinuxMachine } from './computer/machine.ts';
import { machineDeviceNode } from './computer/processes/device-directory.ts';
import { systemDirectory } from './computer/pseudo/cgroup-files.ts';
import { procDirectory } from './computer/pseudo/proc.ts';
import { SyntheticNode } from './computer/filesystem/synthetic.ts';
import { changesOf } from './engine/layers/changes.ts';
import type { Kernel } from './kernel/kernel.ts';
import { directory, link, program, programs, text, toEntries, type Draft } from './registry/catalogue/files.ts';
import { machines } from './registry/catalogue/recipe.ts';
import { noble, ubuntuFiles } from './registry/catalogue/ubuntu-system.ts';

/** Name of the machine, of its engine, and its host name. */
export const machineName = 'drydock';

const owner = { uid: 1000, gid: 1000 };

const bashrc = `PS1='\\[\\e[32m\\]\\u@\\h:\\w\\[\\e[0m\\]\\$ '
alias ls='ls --color=auto'
alias grep='grep --color=auto'
alias ll='ls -alF'
`;

/** What a fresh Ubuntu lacks and a learner's machine has. */
const additions: readonly Draft[] = [
  ...programs(
    'usr/bin',
    'docker=43000000 docker-compose=62000000 curl=302000 wget=507000 ping=90000 nslookup=150000 host=150000 dig=150000 nc=43000 jq=31000',
    100_000,
  ),
  ...programs(
    'usr/bin',
    'make=240000 git=4000000 vim=3700000 vi=3700000 nano=280000 code=6200 less=200000 tree=90000 xxd=18000 bc=90000 ip=700000 ss=190000 netstat=155000 telnet=110000',
    100_000,
  ),
  ...programs(
    'usr/bin',
    'ssh=840000 openssl=1000000 zip=216000 unzip=175000 envsubst=40000 file=27000 column=57000 cal=48000 pstree=35000 w=20000 tput=27000 man=110000 killall=32000 stress=22000 stress-ng=3100000',
    100_000,
  ),
  // Known, and not simulated: who runs them is told so.
  ...programs('usr/bin', 'scp=170000 ssh-keygen=500000 strace=1900000 lsof=180000 crontab=40000', 100_000),
  ...programs('usr/bin', 'systemctl=1500000', 277_000),
  ...programs('usr/local/bin', 'aws=6600', 6_600),
  program('usr/bin/python3.12', 8_000_000, 'python3'),
  link('usr/bin/python3', 'python3.12'),
  directory('usr/lib/python3.12'),
  directory('etc/docker'),
  ...programs(
    'usr/sbin',
    'adduser=38000 addgroup=38000 deluser=19000 delgroup=19000 ifconfig=80000 service=9000 traceroute=70000 arp=62000 route=66000 iptables=120000 brctl=40000 tcpdump=1300000',
    80_000,
  ),
  text(
    'etc/passwd',
    'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\nlearner:x:1000:1000:Learner:/home/learner:/bin/bash\n',
  ),
  text(
    'etc/group',
    'root:x:0:\ndaemon:x:1:\nsudo:x:27:learner\nusers:x:100:\nnogroup:x:65534:\ndocker:x:999:learner\nlearner:x:1000:\n',
  ),
  ...programs('usr/bin', 'sudo=277000', 277_000).map((draft) => ({ ...draft, mode: 0o4755 })),
  text(
    'etc/sudoers',
    'Defaults\tenv_reset\nDefaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin"\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n',
    {
      mode: 0o440,
    },
  ),
  text('etc/sudoers.d/90-learner', 'learner ALL=(ALL) NOPASSWD:ALL\n', { mode: 0o440 }),
  text(
    'etc/shadow',
    'root:*:20312:0:99999:7:::\ndaemon:*:20312:0:99999:7:::\nnobody:*:20312:0:99999:7:::\nlearner:!:20312:0:99999:7:::\n',
    {
      mode: 0o640,
      gid: 42,
    },
  ),
  text('etc/hostname', `${machineName}\n`),
  text('etc/hosts', `127.0.0.1\tlocalhost\n127.0.1.1\t${machineName}\n::1\tlocalhost ip6-localhost ip6-loopback\n`),
  text('etc/resolv.conf', 'nameserver 192.168.64.1\n'),
  text('etc/profile', 'umask 022\n[ -n "$BASH" ] && [ -f ~/.bashrc ] && . ~/.bashrc\n'),
  directory('home/learner', { ...owner, mode: 0o750 }),
  text('home/learner/.bashrc', bashrc, owner),
  text('etc/bash.bashrc', '# For interactive shells of all users. Their own settings are in ~/.bashrc.\n'),
];

let prepared: Tree | undefined;

/** The disk of a new machine. Made once a page: all worlds begin with the same immutable tree. */
export function freshDisk(): Tree {
  if (prepared) return prepared;
  const [usual] = machines;
  const files = usual ? ubuntuFiles(noble, usual) : [];
  const withoutDefaultUser = files.filter(({ path }) => !path.startsWith('home/ubuntu'));
  const entries = toEntries([...withoutDefaultUser, ...additions], 0);
  return (prepared = apply(Tree.create(), changesOf(entries)));
}

/** What makes one machine another one. */
interface Station {
  readonly name: string;
  readonly uplink?: NetworkInterface;
  readonly lan: Lan;
}

/** Boots the learner's machine. */
export const createLearnerMachine = (kernel: Kernel, programs: ProgramTable, lan: Lan = new Lan()): LinuxMachine =>
  bootUbuntu(kernel, programs, { name: machineName, lan });

/** Boots a machine with a fresh disk. Changes of its disk are logged, at most once an instant. */
export function bootUbuntu(kernel: Kernel, programs: ProgramTable, station: Station): LinuxMachine {
  const { name } = station;
  let pending = false;
  const disk: Disk = new Disk(freshDisk(), {
    capacity: 64 * 1024 ** 3,
    onChange: () => {
      if (pending) return;
      pending = true;
      kernel.at(kernel.now, () => {
        pending = false;
        kernel.store.put('disk', name, { machine: name, tree: disk.tree });
      });
    },
  });
  const table = new MountTable({ source: '/dev/vda1', type: 'ext4', node: new DiskNode(disk) }, () => kernel.clock);
  const machine = createMachine({ kernel, files: new FileSystem(table), programs, ...station });
  mountKernelFiles(machine, table);
  return machine;
}

/** /sys, /proc and /dev, in the order in which the machine's init mounts them. */
function mountKernelFiles({ table: processes, memory, kernel }: LinuxMachine, table: MountTable): void {
  const options = ['nosuid', 'nodev', 'noexec', 'relatime'];
  const sys = new SyntheticNode(
    systemDirectory(processes, () => '/'),
    '/sys',
  );
  const proc = new SyntheticNode(
    procDirectory(processes, () => processes.root),
    '/proc',
  );
  table.mount({ target: '/sys', source: 'sysfs', type: 'sysfs', node: sys, options });
  table.mount({ target: '/proc', source: 'proc', type: 'proc', node: proc, options });
  table.mount({
    target: '/dev',
    source: 'udev',
    type: 'devtmpfs',
    node: machineDeviceNode,
    options: ['nosuid', 'relatime'],
  });
  const shared = Tree.create({ mode: 0o1777, mtime: kernel.clock });
  table.mount({
    target: '/dev/shm',
    source: 'tmpfs',
    type: 'tmpfs',
    node: new DiskNode(new Disk(shared, { capacity: memory / 2 })),
    options: ['nosuid', 'nodev', 'inode64'],
  });
  const groups = table.locate({ pid: 0, cwd: '/', umask: 0, credentials: root }, '/sys/fs/cgroup');
  if (!failed(groups))
    table.mount({ target: '/sys/fs/cgroup', source: 'cgroup2', type: 'cgroup2', node: groups.node, options });
}
