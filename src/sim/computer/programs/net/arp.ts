// arp(8): the hardware addresses of neighbours.
import { reverseName } from '../../network/reverse-name.ts';
import type { Applet } from '../flavour.ts';
import { say, warn } from './say.ts';

/** `arp` */
export const arp: Applet = function* (process, flavour) {
  const args = process.argv.slice(1);
  const letters = args.filter((word) => word.startsWith('-')).join('');
  if (/[sd]/.test(letters)) {
    const able = process.credentials.capabilities.has('CAP_NET_ADMIN');
    yield* warn(
      process,
      able
        ? 'arp: not simulated: changing entries\n'
        : `${flavour === 'gnu' ? '' : 'arp: '}SIOCSARP: Operation not permitted\n`,
    );
    return flavour === 'gnu' ? 255 : 1;
  }
  const [wanted] = args.filter((word) => !word.startsWith('-'));
  const { network, files } = process;
  const known = network.neighbours.filter(({ address }) => wanted === undefined || address === wanted);
  const nameOf = (address: string): string | undefined =>
    letters.includes('n') ? undefined : reverseName(network, address, files);
  if (flavour === 'busybox' || letters.includes('a')) {
    const gap = flavour === 'busybox' ? '  ' : ' ';
    yield* say(
      process,
      known
        .map(({ address, mac, link }) => `${nameOf(address) ?? '?'} (${address}) at ${mac} [ether]${gap}on ${link}\n`)
        .join(''),
    );
    return 0;
  }
  if (known.length === 0) {
    if (wanted !== undefined) yield* say(process, `${wanted} (${wanted}) -- no entry\n`);
    return wanted === undefined ? 0 : 1;
  }
  const rows = known.map(
    ({ address, mac, link }) =>
      `${(nameOf(address) ?? address).padEnd(24)} ether   ${mac}   C                     ${link}\n`,
  );
  yield* say(
    process,
    `Address                  HWtype  HWaddress           Flags Mask            Iface\n${rows.join('')}`,
  );
  return 0;
};
