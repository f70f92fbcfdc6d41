// brctl(8): bridges and their ports.
import type { NetworkLink } from '../../network/link.ts';
import type { Applet } from '../flavour.ts';
import { say, warn } from './say.ts';

/** `brctl show` */
export const brctl: Applet = function* (process) {
  const [command, wanted] = process.argv.slice(1);
  if (command !== 'show') {
    const able = process.credentials.capabilities.has('CAP_NET_ADMIN');
    yield* warn(
      process,
      command === undefined
        ? 'Usage: brctl [commands]\ncommands:\n\tshow      \t[ <bridge> ]\t\tshow a list of bridges\n'
        : `brctl: ${able ? `not simulated: brctl ${command}` : 'Operation not permitted'}\n`,
    );
    return 1;
  }
  const { links } = process.network;
  const bridges = links.filter(({ kind, name }) => kind === 'bridge' && (wanted === undefined || name === wanted));
  if (wanted !== undefined && bridges.length === 0) {
    yield* warn(process, `bridge ${wanted} does not exist!\n`);
    return 1;
  }
  const row = (bridge: NetworkLink): string => {
    const [first = '', ...rest] = links.filter(({ master }) => master === bridge.name).map(({ name }) => name);
    const gap = bridge.name.length < 8 ? '\t\t' : '\t';
    const head = `${bridge.name}${gap}8000.${bridge.mac.replaceAll(':', '')}\tno\t\t${first}\n`;
    return head + rest.map((name) => `\t\t\t\t\t\t\t${name}\n`).join('');
  };
  yield* say(process, `bridge name\tbridge id\t\tSTP enabled\tinterfaces\n${bridges.map(row).join('')}`);
  return 0;
};
