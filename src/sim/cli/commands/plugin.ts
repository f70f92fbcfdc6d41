// docker plugin …: plugins of the engine. This engine has none, and Docker Hub here holds none.
import type { Task } from '../../kernel/task.ts';
import type { Answer, ApiError } from '../api/connection.ts';
import { fail, type Client } from '../client.ts';
import { isFailure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import type { Json } from '../format/indent-json.ts';
import { inspectAll } from '../inspection.ts';
import { chooseFormat, printList } from '../listing.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import type { Command } from './command.ts';
import { oneByOne } from './each.ts';

const authorised = (client: Client): Record<string, string> => ({
  'x-registry-auth': client.config.authHeader('docker.io'),
});

export const pluginLs: Command = {
  name: 'plugin ls',
  *run(client, { flags }) {
    const answer = yield* client.api.get('/plugins', { filters: filtersQuery(flags.filters()) });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const format = chooseFormat(client, flags.string('format'), flags.bool('quiet'), {
      table: '{{.ID}}\t{{.Name}}\t{{.Description}}\t{{.Enabled}}',
      quiet: '{{.ID}}',
      config: 'pluginsFormat',
    });
    const header = { ID: 'ID', Name: 'NAME', Description: 'DESCRIPTION', Enabled: 'ENABLED' };
    return yield* printList(client, { format, header, rows: [] });
  },
};

export const pluginInspect: Command = {
  name: 'plugin inspect',
  *run(client, { flags, args }) {
    return yield* inspectAll(client, flags.string('format'), args, function* (name) {
      const answer = yield* client.api.get(`/plugins/${name}/json`);
      return isFailure(answer) ? answer : { document: answer.body as Json, type: 'types.Plugin' };
    });
  },
};

export const pluginRm: Command = {
  name: 'plugin rm',
  *run(client, { flags, args }) {
    const query = { force: flags.bool('force') };
    return yield* oneByOne(client, args, (name) => client.api.delete(`/plugins/${name}`, query));
  },
};

/** A verb that a plugin must be there for; prints the plugin's name. */
const verb = (name: string, act: (client: Client, plugin: string) => Task<Answer | ApiError>): Command => ({
  name: `plugin ${name}`,
  *run(client, { args: [plugin = ''] }) {
    const answer = yield* act(client, plugin);
    if (isFailure(answer)) return yield* fail(client, answer.error);
    yield* client.stdout.line(plugin);
    return 0;
  },
});

export const pluginEnable = verb('enable', (client, plugin) => client.api.post(`/plugins/${plugin}/enable`));
export const pluginDisable = verb('disable', (client, plugin) => client.api.post(`/plugins/${plugin}/disable`));
export const pluginSet = verb('set', (client, plugin) => client.api.post(`/plugins/${plugin}/set`));
export const pluginPush = verb('push', (client, plugin) =>
  client.api.send('POST', `/plugins/${/:[^/]*$/.test(plugin) ? plugin : `${plugin}:latest`}/push`, {
    headers: authorised(client),
  }),
);

export const pluginUpgrade: Command = {
  name: 'plugin upgrade',
  *run(client, { args: [plugin = ''] }) {
    const answer = yield* client.api.get(`/plugins/${plugin}/json`);
    if (isFailure(answer)) return yield* fail(client, `error reading plugin data: ${answer.error}`);
    return 0;
  },
};

export const pluginInstall: Command = {
  name: 'plugin install',
  *run(client, { args: [plugin = ''] }) {
    const answer = yield* client.api.send('GET', '/plugins/privileges', {
      query: { remote: plugin },
      headers: authorised(client),
    });
    // What is found is an image: none of them is a plugin.
    return yield* fail(client, isFailure(answer) ? answer.error : `not simulated: docker plugin install ${plugin}`);
  },
};

export const pluginCreate: Command = {
  name: 'plugin create',
  offline: true,
  *run({ process, stderr }, { args: [, folder = ''] }) {
    const path = folder.startsWith('/') ? folder : `${process.cwd}/${folder}`;
    if (failed(process.files.stat(path))) yield* stderr.line(`lstat ${path}: no such file or directory`);
    else if (failed(process.files.stat(`${path}/config.json`)))
      yield* stderr.line(`open ${path}/config.json: no such file or directory`);
    else yield* stderr.line('not simulated: docker plugin create');
    return 1;
  },
};
