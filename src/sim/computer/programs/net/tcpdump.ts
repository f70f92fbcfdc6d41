// tcpdump(8): packets are not simulated one by one, and it says so. The log holds every connection.
import type { Program } from '../../contract.ts';
import { warn } from './say.ts';

/** `tcpdump` */
export const tcpdump: Program = function* (process) {
  const { capabilities } = process.credentials;
  const asked = process.argv.findIndex((word) => word === '-i');
  const device = asked < 0 ? (process.network.links[1]?.name ?? 'lo') : (process.argv[asked + 1] ?? '');
  const known = device === 'any' || process.network.links.some(({ name }) => name === device);
  const refusal = !capabilities.has('CAP_NET_RAW')
    ? `${device}: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)`
    : !known
      ? `${device}: No such device exists\n(No such device exists)`
      : 'not simulated: single packets. The timeline shows every connection with what went over it.';
  yield* warn(process, `tcpdump: ${refusal}\n`);
  return 1;
};
