// ZooKeeper until clients come.
import type { Task } from '../../../kernel/task.ts';
import type { Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { decodeText, encodeText } from '../../programs/text.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { onStop, openPorts, pathOf, plain, serveSites, spacedTime, unsimulated } from './site.ts';

/** `zkServer.sh start-foreground`: answers four-letter words; sessions of clients are not simulated. */
export const zkServer: Program = function* (process) {
  if (process.argv[1] !== 'start-foreground') {
    yield* warn(process, `drydock: zkServer.sh: not simulated: ${process.argv[1] ?? ''}\n`);
    return 1;
  }
  yield* warn(process, 'ZooKeeper JMX enabled by default\nUsing config: /conf/zoo.cfg\n');
  const log = (text: string): Task =>
    say(process, `${spacedTime(process)} [myid:] - INFO  [main:o.a.z.s.ZooKeeperServerMain] - ${text}\n`);
  yield* process.compute(700);
  const listener = process.network.listen(2181, '::');
  const admin = function* (request: GoRequest): Task<GoResponse> {
    return pathOf(request).startsWith('/commands') ? unsimulated(pathOf(request)) : plain('Not Found', 404);
  };
  const sites = [{ port: 8080, handle: admin }];
  const listeners = openPorts(process, sites);
  if (typeof listener === 'string') {
    yield* log(`Unexpected exception, exiting abnormally: java.net.BindException: ${strerror(listener)}`);
    return 1;
  }
  process.useMemory(90_000_000);
  yield* log('Starting server');
  yield* log('binding to port 0.0.0.0/0.0.0.0:2181');
  yield* log('PrepRequestProcessor (sid:0) started, reconfigEnabled=false');
  onStop(process, 143);
  const { kernel } = process.machine;
  if (!('errno' in listeners)) kernel.spawn('admin', serveSites(process, sites, listeners));
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept()) {
    const bytes = yield* connection.read();
    const word = decodeText(bytes ?? new Uint8Array()).trim();
    const answer =
      word === 'srvr'
        ? 'Zookeeper version: 3.9.4, built on 2025-08-19\nLatency min/avg/max: 0/0.0/0\nMode: standalone\nNode count: 5\n'
        : word === 'ruok'
          ? `${word} is not executed because it is not in the whitelist.\n`
          : undefined;
    if (answer !== undefined) yield* connection.write(encodeText(answer));
    else if (word !== '') yield* log('not simulated: sessions of clients');
    connection.close();
  }
  return 0;
};
