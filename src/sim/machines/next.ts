// The statecharts used purely: from a state and an event to the next state, looked up in a table that is worked out once.
import { transition, type AnyMachineSnapshot, type AnyStateMachine, type AnyStateNode } from 'xstate';

/** The paths of a machine's leaf states, outermost name first, joined by dots: `running.healthy`. */
export function leaves(machine: AnyStateMachine): string[] {
  return tableOf(machine).leaves;
}

/**
 * The state that an event leads to; undefined when the machine does not know the event there, which means that the verb
 * is not legal. States are paths of leaves; an inner state stands for its initial leaf.
 */
export function next(machine: AnyStateMachine, state: string, event: string): string | undefined {
  return tableOf(machine).transitions.get(state)?.get(event);
}

/** Whether an event is legal in a state. */
export function legal(machine: AnyStateMachine, state: string, event: string): boolean {
  return next(machine, state, event) !== undefined;
}

interface Table {
  readonly leaves: string[];
  readonly transitions: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const tables = new WeakMap<AnyStateMachine, Table>();

function tableOf(machine: AnyStateMachine): Table {
  let table = tables.get(machine);
  if (!table) tables.set(machine, (table = buildTable(machine)));
  return table;
}

function buildTable(machine: AnyStateMachine): Table {
  const paths: string[] = [];
  const transitions = new Map<string, Map<string, string>>();
  const visit = (node: AnyStateNode): void => {
    const children = Object.values(node.states);
    if (children.length === 0) paths.push(node.path.join('.'));
    for (const child of children) visit(child);
    if (node.path.length === 0) return;
    const snapshot = machine.resolveState({ value: valueOf(node.path) } as never) as AnyMachineSnapshot;
    const leads = new Map<string, string>();
    for (const type of machine.events as string[]) {
      const event = { type };
      if (snapshot.can(event)) leads.set(type, pathOf(transition(machine, snapshot, event as never)[0]));
    }
    transitions.set(node.path.join('.'), leads);
  };
  visit(machine.root as AnyStateNode);
  return { leaves: paths, transitions };
}

function valueOf(path: readonly string[]): string | object {
  const [first = '', ...rest] = path;
  return rest.length === 0 ? first : { [first]: valueOf(rest) };
}

function pathOf(snapshot: AnyMachineSnapshot): string {
  let value: unknown = snapshot.value;
  const path: string[] = [];
  while (typeof value === 'object' && value !== null) {
    const [name, inner] = Object.entries(value)[0] as [string, unknown];
    path.push(name);
    value = inner;
  }
  return [...path, String(value)].join('.');
}
