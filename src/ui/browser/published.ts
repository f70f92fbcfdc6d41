// Ports that can be opened in the browser: those that containers publish, on the learner's machine and on others.
import type { ContainerRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';

export interface Published {
  /** As it stands in the address bar: `localhost:8080`. */
  readonly address: string;
  readonly container: string;
}

/** Name of the learner's machine: there, ports are those of localhost. */
const own = 'drydock';

/** The addresses at which a container can be reached from the learner's machine, each once. */
export function addressesOf({ engine, ports }: ContainerRecord): readonly string[] {
  const open = ports.filter(({ protocol, hostPort }) => protocol === 'tcp' && hostPort > 0);
  return [...new Set(open.map(({ hostPort }) => `${engine === own ? 'localhost' : engine}:${hostPort}`))];
}

/** All of them, in order of their containers' names. */
export const publishedPorts = (view: View): readonly Published[] =>
  view
    .all('container')
    .flatMap((container) => addressesOf(container).map((address) => ({ address, container: container.name })))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
