// docker info: the daemon's state at length.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import type { Json } from '../format/indent-json.ts';
import { executeTyped } from '../format-document.ts';
import { clientInfoText, serverInfoText, type SystemInfo } from '../info-text.ts';
import { clientVersion, plugins } from '../version.ts';
import type { Command } from './command.ts';

export const info: Command = {
  name: 'system info',
  *run(client, { flags, globals }) {
    const format = flags.string('format');
    const debug = globals.bool('debug');
    const answer = yield* client.api.get('/info');
    // Which version of the API they will speak is not known before they have.
    const { ApiVersion: _, ...ownVersion } = clientVersion;
    const ClientInfo: Json = {
      Debug: debug,
      ...ownVersion,
      Context: client.context,
      Plugins: plugins,
      Warnings: null,
    };
    if (format !== '') {
      // Without a daemon its part is there, and empty.
      const server = isFailure(answer)
        ? { ServerErrors: [answer.error] }
        : (answer.body as { readonly [key: string]: Json });
      const template = format === 'json' ? '{{json .}}' : format;
      const text = executeTyped(template, { ...server, ClientInfo }, 'system.dockerInfo', '');
      if (isFailure(text)) return yield* fail(client, text.error, text.status);
      yield* client.stdout.line(text.text);
      if (text.problem !== undefined) return yield* fail(client, text.problem);
    } else {
      yield* client.stdout.print(`${clientInfoText(client.context, debug)}\nServer:\n`);
      if (!isFailure(answer)) yield* client.stdout.print(serverInfoText(answer.body as SystemInfo));
    }
    if (isFailure(answer)) return yield* fail(client, answer.error);
    for (const warning of (answer.body as SystemInfo).Warnings ?? []) yield* client.stderr.line(warning);
    return 0;
  },
};
