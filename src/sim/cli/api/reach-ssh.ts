// The way to a daemon behind ssh: `docker system dial-stdio` on the other machine, which the client starts with the program ssh
// (cli/connhelper).
import type { Process } from '../../computer/contract.ts';
import { exchange } from '../../computer/http/client.ts';
import { Headers } from '../../computer/http/headers.ts';
import { lanLink } from '../../computer/network/lan.ts';
import { findCommand } from '../../computer/processes/find-program.ts';
import { exitCode } from '../../computer/processes/signals.ts';
import { join, spawn, type Task } from '../../kernel/task.ts';
import type { Host } from './host.ts';
import { isItRunning, type Reached, type Unreached } from './reached.ts';

/** Finds a daemon through ssh. */
export function* reachBySsh(process: Process, host: Host): Task<Reached | Unreached> {
  if (typeof findCommand(process.files, process.env, 'ssh') !== 'string')
    return { during: 'exec: "ssh": executable file not found in $PATH' };
  const socket = host.path === undefined ? [] : [`'--host=unix://${host.path}'`];
  const argv = [
    'ssh',
    ...(host.user === undefined ? [] : ['-l', host.user]),
    ...(host.port === 22 ? [] : ['-p', String(host.port)]),
    ...['-o', 'ConnectTimeout=30', '-T', '--', host.name, 'docker', ...socket, 'system', 'dial-stdio'],
  ];
  const [input, output, errors] = [process.pipe(), process.pipe(), process.pipe()];
  const descriptors = new Map([
    [0, input.reader],
    [1, output.writer],
    [2, errors.writer],
  ]);
  const child = yield* process.spawn({ argv, descriptors });
  for (const end of descriptors.values()) end.release();
  if (typeof child === 'string') return { during: `fork/exec ssh: ${child}` };
  let said = '';
  const listening = yield* spawn(
    'ssh errors',
    (function* (): Task {
      for (let bytes = yield* errors.reader.read(); bytes; bytes = yield* errors.reader.read())
        said += new TextDecoder().decode(bytes);
    })(),
  );
  try {
    const wire = {
      ...nowhere,
      read: (limit?: number) => output.reader.read(limit),
      write: (bytes: Uint8Array) => input.writer.write(bytes),
    };
    const headers = new Headers({ Host: host.authority });
    const answer = yield* exchange(wire, { method: 'HEAD', target: '/_ping', version: '1.1', headers });
    if (!('failure' in answer)) {
      const addresses = yield* process.network.resolve(host.name, process.files);
      const [address = ''] = typeof addresses === 'string' ? [] : addresses;
      const machine = process.network.networks.lan.nameOf(address) ?? process.machine.name;
      return { daemon: `daemon:${machine}`, link: lanLink };
    }
    input.writer.release();
    const status = exitCode(yield* child.exited.wait());
    yield* join(listening);
    if (status !== 0 && said.includes('failed to open the raw stream connection'))
      return isItRunning('http://docker.example.com');
    const command = `command [${argv.join(' ')}] has exited with exit status ${status}`;
    return {
      during: `${command}, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=${said}`,
    };
  } finally {
    listening.cancel();
    if (!child.exited.opened) process.kill(child.pid, 'TERM');
    output.reader.release();
  }
}

const nowhere = {
  local: { address: '', port: 0 },
  remote: { address: '', port: 0 },
  reset: false,
  shutdown: () => undefined,
  close: () => undefined,
};
