// telnet(1): a connection at the terminal, in the words of the usual client and of busybox's.
import { strerror } from '../../filesystem/errno.ts';
import type { Applet } from '../flavour.ts';
import { busyboxBanner } from '../flavour.ts';
import { pump } from './pump.ts';
import { say, warn } from './say.ts';
import { servicePort } from './services.ts';

/** `telnet` */
export const telnet: Applet = function* (process, flavour) {
  const gnu = flavour === 'gnu';
  const [host, service = '23'] = process.argv.slice(1).filter((word) => !word.startsWith('-'));
  if (host === undefined) {
    if (gnu) yield* warn(process, 'telnet: not simulated: commands without a host\n');
    else
      yield* warn(
        process,
        `${busyboxBanner(process.files)}\n\nUsage: telnet [-a] [-l USER] HOST [PORT]\n\nConnect to telnet server\n\n\t-a\tAutomatic login with $USER envvar\n\t-l USER\tAutomatic login as USER\n`,
      );
    return 1;
  }
  const found = yield* process.network.resolve(host, process.files);
  const address = typeof found === 'string' ? undefined : found.find((each) => !each.includes(':'));
  const port = servicePort(process.files, service);
  if (address === undefined || port === undefined) {
    const unknown = found === 'SERVFAIL' ? 'Temporary failure in name resolution' : 'Name or service not known';
    yield* warn(
      process,
      gnu ? `telnet: could not resolve ${host}/${service}: ${unknown}\n` : `telnet: bad address '${host}'\n`,
    );
    return 1;
  }
  if (gnu) yield* say(process, `Trying ${address}...\n`);
  const connection = yield* process.network.connect(address, port);
  if (typeof connection === 'string') {
    yield* warn(
      process,
      gnu
        ? `telnet: Unable to connect to remote host: ${strerror(connection)}\n`
        : `telnet: can't connect to remote host (${address}): ${strerror(connection)}\n`,
    );
    return 1;
  }
  yield* say(process, gnu ? `Connected to ${host}.\nEscape character is '^]'.\n` : `Connected to ${host}\n`);
  // The end of its input ends it; what is on its way by then still arrives.
  const quit = yield* pump(process, connection, { atEnd: 'nothing', input: true, quitAfter: 100 });
  if (quit && !gnu) return 0;
  yield* (gnu ? warn : say)(process, `Connection closed by foreign host${gnu ? '.' : ''}\n`);
  return 1;
};
