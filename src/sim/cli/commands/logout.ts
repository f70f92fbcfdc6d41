// docker logout: forgets the credentials of a registry.
import { fail } from '../client.ts';
import { serverKey } from './login.ts';
import type { Command } from './command.ts';

export const logout: Command = {
  name: 'logout',
  offline: true,
  *run(client, { args }) {
    const server = serverKey(args[0]);
    const shown = (args[0] ?? '') === '' ? server : (args[0] ?? '').replace(/^https?:\/\//, '').replace(/\/.*$/, '');
    yield* client.stdout.line(`Removing login credentials for ${shown}`);
    if (!client.config.auth(server)) return 0;
    const problem = client.config.setAuth(server, undefined);
    return problem ? yield* fail(client, problem.error) : 0;
  },
};
