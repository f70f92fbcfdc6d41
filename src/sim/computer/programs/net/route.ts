// route(8) and `netstat -r`: the kernel's routing table.
import type { NetworkRoute } from '../../network/link.ts';
import type { Applet } from '../flavour.ts';
import { say, warn } from './say.ts';

/** `255.255.0.0` for 16. */
export function netmask(prefix: number): string {
  const mask = prefix === 0 ? 0 : 2 ** 32 - 2 ** (32 - prefix);
  return [24, 16, 8, 0].map((shift) => Math.floor(mask / 2 ** shift) % 256).join('.');
}

/** The table; `columns` are those of `route` or of `netstat -r`. */
export function routingTable(
  routes: readonly NetworkRoute[],
  columns: 'route' | 'netstat',
  numeric: boolean,
  nobody = '0.0.0.0',
): string {
  const head = 'Kernel IP routing table\nDestination     Gateway         Genmask         ';
  const own = columns === 'route' ? 'Flags Metric Ref    Use Iface\n' : 'Flags   MSS Window  irtt Iface\n';
  const rows = routes.map(({ destination, prefix, gateway, link }) => {
    const to = prefix === 0 && !numeric ? 'default' : destination;
    const flags = gateway === undefined ? 'U' : 'UG';
    const via = gateway ?? (numeric ? '0.0.0.0' : nobody);
    const tail =
      columns === 'route'
        ? `${flags.padEnd(5)} 0      0        0 ${link}`
        : `${flags.padEnd(9)} 0 0          0 ${link}`;
    return `${to.padEnd(15)} ${via.padEnd(15)} ${netmask(prefix).padEnd(15)} ${tail}\n`;
  });
  return head + own + rows.join('');
}

/** `route` */
export const route: Applet = function* (process, flavour) {
  const args = process.argv.slice(1);
  const command = args.find((word) => !word.startsWith('-'));
  if (command !== undefined) {
    const able = process.credentials.capabilities.has('CAP_NET_ADMIN');
    const call = command === 'del' ? 'SIOCDELRT' : 'SIOCADDRT';
    yield* warn(
      process,
      able
        ? `route: not simulated: route ${command}\n`
        : `${flavour === 'gnu' ? '' : 'route: '}${call}: Operation not permitted\n`,
    );
    return flavour === 'gnu' && !able ? 7 : 1;
  }
  const numeric = args.some((word) => /^-\w*n/.test(word));
  const columns = args.some((word) => /^-\w*e/.test(word)) ? 'netstat' : 'route';
  yield* say(process, routingTable(process.network.routes, columns, numeric, flavour === 'gnu' ? '0.0.0.0' : '*'));
  return 0;
};
