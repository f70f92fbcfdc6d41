// lsns(8): the namespaces of the processes that one can see.
import type { Process } from '../contract.ts';
import { namespaceKinds, type Namespace } from '../processes/namespaces.ts';
import { applet } from './invocation.ts';
import { Names } from './users.ts';

interface Row {
  readonly namespace: Namespace;
  readonly processes: readonly Process[];
}

type Column = 'NS' | 'TYPE' | 'NPROCS' | 'PID' | 'PPID' | 'UID' | 'USER' | 'COMMAND';

const rightAligned: ReadonlySet<Column> = new Set<Column>(['NS', 'NPROCS', 'PID', 'PPID', 'UID']);

/** `lsns` */
export const lsns = applet(
  {
    name: 'lsns',
    short: 't:p:lno:ru',
    long: { type: 't:', task: 'p:', list: 'l', noheadings: 'n', output: 'o:', raw: 'r', notruncate: 'u' },
    unsimulated: ['J', 'json', 'P', 'persistent', 'W', 'nowrap', 'tree', 'T', 'output-all'],
    usage: '[options] [<namespace>]',
    about: 'List system namespaces.',
    version: 'util-linux 2.39.3',
  },
  function* (run) {
    const { options, process, operands } = run;
    const kind = options.value('t');
    if (kind !== undefined && !(namespaceKinds as readonly string[]).includes(kind))
      return yield* run.die(`unknown namespace type: ${kind}`);
    const task = options.value('p');
    const own = (one: Process): boolean =>
      process.credentials.uid === 0 || one.credentials.uid === process.credentials.uid;
    const visible = process.visible().filter((one) => !one.exited.opened && own(one));
    const rows = rowsOf(visible, process).filter(
      ({ namespace, processes }) =>
        (kind === undefined || namespace.kind === kind) &&
        (task === undefined || processes.some((one) => one.pidSeenBy(process) === Number(task))) &&
        (operands.length === 0 || operands.includes(String(namespace.id))),
    );
    const wanted = options.value('o');
    const columns = (wanted?.toUpperCase().split(',') ?? [
      'NS',
      'TYPE',
      'NPROCS',
      'PID',
      'USER',
      'COMMAND',
    ]) as Column[];
    const names = new Names(process.files);
    const cell = ({ namespace, processes }: Row, column: Column): string => {
      const [first] = processes;
      const uid = first?.credentials.uid ?? 0;
      const values: Readonly<Record<Column, string | number>> = {
        NS: namespace.id,
        TYPE: namespace.kind,
        NPROCS: processes.length,
        PID: first?.pidSeenBy(process) ?? 0,
        PPID: first?.parentSeenBy(process) ?? 0,
        UID: uid,
        USER: names.user(uid),
        COMMAND: first?.argv.join(' ') ?? '',
      };
      return String(values[column]);
    };
    const strange = columns.find(
      (column) => !['NS', 'TYPE', 'NPROCS', 'PID', 'PPID', 'UID', 'USER', 'COMMAND'].includes(column),
    );
    if (strange !== undefined) return yield* run.die(`unknown column: ${strange}`);
    const table = rows.map((row) => columns.map((column) => cell(row, column)));
    const lines = options.has('n') ? table : [[...columns], ...table];
    const widths = columns.map((column, at) =>
      Math.max(column === 'NS' ? 10 : column === 'TYPE' ? 4 : 0, ...lines.map((line) => line[at]?.length ?? 0)),
    );
    for (const line of lines) {
      const cells = line.map((text, at) => {
        const column = columns[at];
        const width = widths[at] ?? 0;
        if (column !== undefined && rightAligned.has(column)) return text.padStart(width);
        return at === line.length - 1 ? text : text.padEnd(width);
      });
      yield* run.print(`${options.has('r') ? line.join(' ') : cells.join(' ')}\n`);
    }
    return 0;
  },
);

function rowsOf(processes: readonly Process[], viewer: Process): readonly Row[] {
  const byId = new Map<Namespace, Process[]>();
  for (const process of processes)
    for (const kind of namespaceKinds) {
      const namespace = process.namespaces[kind];
      const list = byId.get(namespace);
      if (list) list.push(process);
      else byId.set(namespace, [process]);
    }
  const pid = (process: Process): number => process.pidSeenBy(viewer);
  return [...byId]
    .map(([namespace, list]) => ({ namespace, processes: list.sort((one, two) => pid(one) - pid(two)) }))
    .sort((one, two) => one.namespace.id - two.namespace.id);
}
