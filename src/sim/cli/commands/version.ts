// docker version: the client and the daemon it talks to.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import type { Json } from '../format/indent-json.ts';
import { executeTyped } from '../format-document.ts';
import { clientVersion } from '../version.ts';
import type { Command } from './command.ts';

interface ServerVersion {
  readonly Platform?: { readonly Name: string };
  readonly Components?: readonly {
    readonly Name: string;
    readonly Version: string;
    readonly Details?: Readonly<Record<string, string>>;
  }[];
}

export const version: Command = {
  name: 'version',
  *run(client, { flags }) {
    const format = flags.string('format');
    const own = { ...clientVersion, Context: client.context };
    const answer = yield* client.api.get('/version');
    const server = isFailure(answer) ? null : (answer.body as Json);
    if (format !== '') {
      const template = format === 'json' ? '{{json .}}' : format;
      const text = executeTyped(template, { Client: own, Server: server }, 'system.versionInfo', 'version');
      if (isFailure(text)) return yield* fail(client, text.error, text.status);
      yield* client.stdout.line(text.text);
      if (text.problem !== undefined) return yield* fail(client, text.problem);
    } else {
      const head = `Client: ${own.Platform.Name}`;
      yield* client.stdout.print(`${head}\n${lines(clientLines(own), 1)}`);
      if (server) yield* client.stdout.print(`\n${serverText(server as unknown as ServerVersion)}`);
    }
    return isFailure(answer) ? yield* fail(client, answer.error) : 0;
  },
};

const clientLines = (own: typeof clientVersion & { readonly Context: string }): [string, string][] => [
  ['Version', own.Version],
  ['API version', own.ApiVersion],
  ['Go version', own.GoVersion],
  ['Git commit', own.GitCommit],
  ['Built', own.BuildTime],
  ['OS/Arch', `${own.Os}/${own.Arch}`],
  ['Context', own.Context],
];

/** `label: value` lines; the values begin in one column whatever the indent. */
const lines = (pairs: readonly (readonly [string, string])[], indent: number): string =>
  pairs.map(([label, value]) => `${`${' '.repeat(indent)}${label}:`.padEnd(20)}${value}\n`).join('');

function serverText({ Platform, Components = [] }: ServerVersion): string {
  const name = Platform?.Name ?? '';
  let text = name === '' ? 'Server:\n' : `Server: ${name}\n`;
  for (const { Name, Version, Details = {} } of Components) {
    const detail = (key: string): string => Details[key] ?? '';
    text += ` ${Name}:\n`;
    text +=
      Name === 'Engine'
        ? lines(
            [
              ['Version', Version],
              ['API version', `${detail('ApiVersion')} (minimum version ${detail('MinAPIVersion')})`],
              ['Go version', detail('GoVersion')],
              ['Git commit', detail('GitCommit')],
              ['Built', detail('BuildTime')],
              ['OS/Arch', `${detail('Os')}/${detail('Arch')}`],
              ['Experimental', detail('Experimental')],
            ],
            2,
          )
        : lines([['Version', Version], ...Object.entries(Details)], 2);
  }
  return text;
}
