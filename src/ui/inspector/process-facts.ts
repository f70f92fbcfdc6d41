// The facts of a process of a container, or of the machine.
import type { ProcessRecord } from '../../sim/computer/records.ts';
import { recordKey, type ContainerRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { fact, group, type Action, type Facts } from './fact.ts';

/** Its numbers inside and outside, its place in the tree, where it lives. */
export function processFacts(process: ProcessRecord, view: View): Facts {
  const { machine, hostPid, pid, argv, user, state } = process;
  const all = view.all('process').filter((other) => other.machine === machine);
  const parent = all.find((other) => other.hostPid === process.parent);
  const children = all.filter((other) => other.parent === hostPid);
  const container = process.container === undefined ? undefined : containerOf(view, process.container);
  const named = (other: ProcessRecord): string => `${other.argv.join(' ')} (${other.hostPid} on the host)`;
  return {
    kind: 'process',
    name: argv[0] ?? String(pid),
    what: container
      ? `process ${pid} in ${container.name}, ${hostPid} on the host`
      : `process ${hostPid} of ${machine}`,
    state: undefined,
    groups: [
      ...group('Process', [
        fact('command', argv.join(' ')),
        fact('state', state),
        fact('pid', container ? `${pid} in its namespace, ${hostPid} on the host` : String(hostPid)),
        fact('user', user === 0 ? '0 (root)' : String(user)),
        container && pid === 1 ? fact('when it ends', 'the container exits with its status') : undefined,
      ]),
      ...group('Lives in', [
        container && fact('container', container.name, recordKey(container.engine, container.id)),
        parent && fact('parent', named(parent), `process:${parent.hostPid}`),
        ...children.map((child) => fact('child', named(child), `process:${child.hostPid}`)),
      ]),
    ],
    actions: container ? actionsIn(container, process) : [{ label: 'ps', command: `ps -fp ${hostPid}` }],
  };
}

const containerOf = (view: View, id: string): ContainerRecord | undefined =>
  view.all('container').find((container) => container.id === id);

function actionsIn({ name, state }: ContainerRecord, { pid }: ProcessRecord): Action[] {
  const top = { label: 'top', command: `docker top ${name}` };
  if (state !== 'running') return [top];
  return [
    top,
    { label: '/proc', command: `docker exec ${name} cat /proc/${pid}/status` },
    pid === 1
      ? { label: 'stop', command: `docker stop ${name}` }
      : { label: 'kill', command: `docker exec ${name} sh -c 'kill ${pid}'` },
  ];
}
