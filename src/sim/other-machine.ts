// A machine beside the learner's: a server, a teammate's laptop. It has an engine of its own, an ssh server that knows the learner's
// key, and, where that is asked for, an engine that listens on the network.
import type { LinuxMachine } from './computer/machine.ts';
import { failed } from './computer/filesystem/errno.ts';
import type { FileSystem } from './computer/filesystem/file-system.ts';
import type { Lan } from './computer/network/lan.ts';
import type { ProgramTable } from './computer/contract.ts';
import { keyOfFile, newKey, privateKeyFile } from './computer/ssh/key.ts';
import { SshServer } from './computer/ssh/server.ts';
import { certificatePem, keyPem, type Certificate } from './computer/tls/certificate.ts';
import type { RegistryDirectory } from './engine/engine.ts';
import { createEngine } from './engine/service.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { MachineAccess } from './kernel/log.ts';
import { bootUbuntu } from './learner-machine.ts';

/** What a new machine is put into. */
interface Surroundings {
  readonly kernel: Kernel;
  readonly programs: ProgramTable;
  readonly lan: Lan;
  readonly registries: RegistryDirectory;
  /** Files of the learner's machine, with the rights of the learner. */
  readonly learnerFiles: FileSystem;
}

/** The learner's account is the same on all machines. */
const owner = { uid: 1000, gid: 1000 } as const;
const home = '/home/learner';

/** Boots a machine of this name and sets up how the learner gets at it. */
export function bootOtherMachine(world: Surroundings, name: string, access: MachineAccess): LinuxMachine {
  const { kernel, programs, lan, registries, learnerFiles } = world;
  const address = freeAddress(lan);
  const hex = Number(address.split('.').at(-1)).toString(16).padStart(2, '0');
  const uplink = { name: 'eth0', mac: `52:54:00:12:35:${hex}`, address, prefix: 24, gateway: lan.router };
  const machine = bootUbuntu(kernel, programs, { name, uplink, lan });
  const { files } = machine;
  files.writeFile('/etc/hostname', `${name}\n`, 0o644);
  files.writeFile(
    '/etc/hosts',
    `127.0.0.1\tlocalhost\n127.0.1.1\t${name}\n::1\tlocalhost ip6-localhost ip6-loopback\n`,
    0o644,
  );
  const random = kernel.random(`keys ${name}`);
  const hostKey = newKey(random);
  introduce(learnerFiles, name, address, hostKey);
  makeFolder(files, `${home}/.ssh`);
  files.writeFile(`${home}/.ssh/authorized_keys`, `${learnersKey(learnerFiles, kernel)} learner@drydock\n`, 0o600);
  files.chown(`${home}/.ssh/authorized_keys`, owner.uid, owner.gid);
  if (access !== 'ssh') listenOnNetwork(files, access);
  if (access === 'tls') {
    const authority: Certificate = certificate(`${name} authority`, [], random.hex(32));
    const sign = (subject: string, names: readonly string[]): Certificate =>
      certificate(subject, names, random.hex(32), authority.key);
    const server = sign(name, [name, 'localhost', address, '127.0.0.1']);
    files.writeFile('/etc/docker/ca.pem', certificatePem(authority), 0o644);
    files.writeFile('/etc/docker/server-cert.pem', certificatePem(server), 0o644);
    files.writeFile('/etc/docker/server-key.pem', keyPem(server.key), 0o400);
    handOver(learnerFiles, name, authority, sign('learner', []));
  }
  createEngine(machine, registries);
  machine.units.set('ssh', new SshServer(machine, hostKey));
  return machine;
}

/** The first address from .11 that nobody has. */
function freeAddress(lan: Lan): string {
  for (let host = 11; host < 255; host++) {
    const address = lan.router.replace(/\d+$/, String(host));
    if (!lan.holder(address)) return address;
  }
  throw new Error('the network has no address left');
}

const certificate = (subject: string, names: readonly string[], key: string, issuer = key): Certificate => ({
  subject,
  names,
  key,
  issuer,
});

function listenOnNetwork(files: FileSystem, access: 'tcp' | 'tls'): void {
  const settings = {
    hosts: ['unix:///var/run/docker.sock', `tcp://0.0.0.0:${access === 'tls' ? 2376 : 2375}`],
    ...(access === 'tls'
      ? {
          tlsverify: true,
          tlscacert: '/etc/docker/ca.pem',
          tlscert: '/etc/docker/server-cert.pem',
          tlskey: '/etc/docker/server-key.pem',
        }
      : {}),
  };
  files.writeFile('/etc/docker/daemon.json', `${JSON.stringify(settings, undefined, 2)}\n`, 0o644);
}

/** The learner's key; one is made where there is none. */
function learnersKey(files: FileSystem, kernel: Kernel): string {
  const path = `${home}/.ssh/id_ed25519`;
  const text = files.readText(path);
  const known = failed(text) ? undefined : keyOfFile(text);
  if (known !== undefined) return known;
  const key = newKey(kernel.random('keys learner'));
  makeFolder(files, `${home}/.ssh`);
  files.writeFile(path, privateKeyFile(key), 0o600);
  files.writeFile(`${path}.pub`, `${key} learner@drydock\n`, 0o644);
  return key;
}

/** The learner has been there before: the host's key is known. */
function introduce(files: FileSystem, name: string, address: string, key: string): void {
  const path = `${home}/.ssh/known_hosts`;
  const text = files.readText(path);
  const others = (failed(text) ? '' : text).split('\n').filter(
    (line) =>
      line !== '' &&
      !line
        .split(' ')[0]
        ?.split(',')
        .some((host) => host === name || host === address),
  );
  makeFolder(files, `${home}/.ssh`);
  files.writeFile(path, [...others, `${name},${address} ${key}`, ''].join('\n'), 0o600);
}

/** The certificates that the server's owner gives the learner, in `~/certs/<name>`. */
function handOver(files: FileSystem, name: string, authority: Certificate, own: Certificate): void {
  const folder = `${home}/certs/${name}`;
  makeFolder(files, `${home}/certs`);
  makeFolder(files, folder);
  files.writeFile(`${folder}/ca.pem`, certificatePem(authority), 0o644);
  files.writeFile(`${folder}/cert.pem`, certificatePem(own), 0o644);
  files.writeFile(`${folder}/key.pem`, keyPem(own.key), 0o600);
}

function makeFolder(files: FileSystem, path: string): void {
  if (files.exists(path)) return;
  files.mkdir(path, 0o700);
  files.chown(path, owner.uid, owner.gid);
}
