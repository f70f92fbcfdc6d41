// docker create: makes a container without starting it.
import { fail, failWithHelp } from '../client.ts';
import { createContainer } from '../create/create-container.ts';
import { windowsOnlyFlags } from '../create/resources.ts';
import { checkPullPolicy } from '../create/pull-policy.ts';
import { parseCreate } from '../create/request.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const create: Command = {
  name: 'container create',
  windowsOnly: windowsOnlyFlags,
  *run(client, { flags, args }) {
    const policy = checkPullPolicy(flags);
    if (policy) return yield* failWithHelp(client, 'create', policy.error);
    yield* client.api.negotiate();
    const request = parseCreate(client.process, flags, args);
    if (isFailure(request)) return yield* failWithHelp(client, 'create', request.error);
    const id = yield* createContainer(client, request, flags);
    if (isFailure(id)) return yield* fail(client, id.error);
    yield* client.stdout.line(id);
    return 0;
  },
};
