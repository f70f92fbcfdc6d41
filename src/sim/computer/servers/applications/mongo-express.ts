// mongo-express until its first page.
import type { Task } from '../../../kernel/task.ts';
import type { Program } from '../../contract.ts';
import { connectTo, nodeFailure } from '../../http/client.ts';
import { say, warn } from '../../programs/net/say.ts';
import { endAsGo, type GoRequest, type GoResponse } from '../go-http.ts';
import { basicLogin, openPorts, page, pathOf, serveSites, unsimulated } from './site.ts';

/** `node app` of the image mongo-express */
export const mongoExpress: Program = function* (process) {
  const url = process.env.get('ME_CONFIG_MONGODB_URL') ?? 'mongodb://mongo:27017';
  const given = process.env.get('ME_CONFIG_MONGODB_SERVER');
  const [, host = 'mongo', port = '27017'] = /^mongodb:\/\/(?:[^@/]*@)?([^:/,]+)(?::(\d+))?/.exec(url) ?? [];
  const server = given ?? host;
  yield* say(process, 'Welcome to mongo-express 1.0.2\n------------------------\n\n\n');
  const connected = yield* connectTo(process, server, Number(port));
  if ('failure' in connected) {
    yield* warn(
      process,
      `Could not connect to database using connectionString: ${url.replace(/:[^:@/]*@/, ':*****@')}"\nMongoServerSelectionError: ${nodeFailure(connected, server, port)}\n`,
    );
    return 1;
  }
  connected.connection.close();
  const user = process.env.get('ME_CONFIG_BASICAUTH_USERNAME') ?? '';
  const password = process.env.get('ME_CONFIG_BASICAUTH_PASSWORD') ?? '';
  const enabled = process.env.get('ME_CONFIG_BASICAUTH') !== 'false' && user !== '';
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const login = basicLogin(request);
    if (pathOf(request) === '/status') return { type: 'application/json', body: '{"status":"ok"}' };
    if (enabled && (login?.name !== user || login.password !== password))
      return {
        status: 401,
        headers: { 'WWW-Authenticate': 'Basic realm="Authorization Required"' },
        body: 'Unauthorized',
      };
    return pathOf(request) === '/'
      ? page('Home - Mongo Express', '<h1>Mongo Express</h1>\n<p>Its pages are not simulated.</p>')
      : unsimulated(pathOf(request));
  };
  const sites = [{ port: Number(process.env.get('PORT') ?? 8081), handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(process, `Error: listen ${listeners.errno}: address already in use 0.0.0.0:${listeners.port}\n`);
    return 1;
  }
  process.useMemory(64_000_000);
  yield* say(process, `Mongo Express server listening at http://0.0.0.0:${listeners[0]?.local.port ?? 8081}\n`);
  if (!enabled) yield* warn(process, 'Server is open to allow connections from anyone (0.0.0.0)\n');
  endAsGo(process);
  yield* serveSites(process, sites, listeners);
  return 0;
};
