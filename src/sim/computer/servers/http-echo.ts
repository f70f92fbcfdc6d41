// http-echo(1) of hashicorp/http-echo: one text for everybody.
import type { Program } from '../contract.ts';
import { strerror } from '../filesystem/errno.ts';
import { say, warn } from '../programs/net/say.ts';
import { goFlags } from './go-flags.ts';
import { goLogTime, requestCost, serveGo } from './go-http.ts';

/** `http-echo` */
export const httpEcho: Program = function* (process) {
  const version = process.env.get('PRODUCT_VERSION') ?? '1.0.0';
  const flags = goFlags(process.argv.slice(1), { listen: '', text: '', 'status-code': '', version: 'switch' });
  if (typeof flags === 'string') {
    yield* warn(process, flags === 'help' ? usage : `${flags}\n${usage}`);
    return flags === 'help' ? 0 : 2;
  }
  if (flags.has('version')) {
    yield* warn(process, `http-echo v${version}\n`);
    return 0;
  }
  const text = flags.get('text') ?? process.env.get('ECHO_TEXT') ?? '';
  if (text === '') {
    yield* warn(process, 'Missing -text option!\n');
    return 127;
  }
  const where = flags.get('listen') ?? ':5678';
  const colon = where.lastIndexOf(':');
  const host = where.slice(0, colon);
  const time = (): string => goLogTime(process.machine.kernel.clock);
  yield* say(process, `${time()} [INFO] server is listening on ${where}\n`);
  const listener = process.network.listen(Number(where.slice(colon + 1)), host === '' ? '::' : host);
  if (typeof listener === 'string') {
    yield* warn(
      process,
      `${time()} [ERR] server exited with: listen tcp ${where}: bind: ${strerror(listener).toLowerCase()}\n`,
    );
    return 127;
  }
  process.handle('TERM', () => { process.exit(0); }); // prettier-ignore
  process.handle('INT', () => { process.exit(0); }); // prettier-ignore
  const status = Number(flags.get('status-code') ?? 200);
  const headers = { 'X-App-Name': 'http-echo', 'X-App-Version': version };
  yield* serveGo(process, listener, function* ({ head, remote }) {
    if (head.target === '/health') return { headers, type: 'application/json', body: '{"status":"ok"}\n' };
    const body = `${text}\n`;
    const agent = head.headers.get('user-agent') ?? '';
    yield* say(
      process,
      `${time()} ${head.headers.get('host') ?? ''} ${remote} "${head.method} ${head.target} HTTP/${head.version}" ${status} ${body.length} "${agent}" ${1000 * requestCost}µs\n`,
    );
    return { status, headers, body };
  });
  return 0;
};

const usage = `Usage of /http-echo:
  -listen string
    	address and port to listen (default ":5678")
  -status-code int
    	http response code, e.g.: 200 (default 200)
  -text string
    	text to put on the webpage
  -version
    	display version information
`;
