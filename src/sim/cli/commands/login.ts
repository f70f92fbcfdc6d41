// docker login: checks credentials with a registry and keeps them.
import type { Task } from '../../kernel/task.ts';
import { fail, readStdin, stdin, type Client } from '../client.ts';
import { hubServer } from '../config.ts';
import { isFailure, type Failure } from '../failure.ts';
import { ask } from '../ask.ts';
import type { Command } from './command.ts';

export const login: Command = {
  name: 'login',
  *run(client, { flags, args }) {
    const given = flags.string('password');
    const fromStdin = flags.bool('password-stdin');
    // What is given must be something.
    for (const name of ['username', 'password'])
      if (flags.changed(name) && flags.string(name) === '') return yield* fail(client, `${name} is empty`);
    if (given !== '')
      yield* client.stderr.print(
        fromStdin ? '' : 'WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n',
      );
    if (given !== '' && fromStdin)
      return yield* fail(client, 'conflicting options: cannot specify both --password and --password-stdin');
    if (fromStdin && flags.string('username') === '')
      return yield* fail(client, 'the --password-stdin option requires --username to be set');
    const server = serverKey(args[0]);
    const blank = /^[^\s/]*?(\s)/.exec(server);
    if (blank)
      return yield* fail(
        client,
        `Error response from daemon: unable to parse server address: parse "https://${server}": invalid character "${blank[1] ?? ''}" in host name`,
      );
    const password = fromStdin ? new TextDecoder().decode(yield* readStdin(client)).trim() : given;
    const kept = client.config.auth(server);
    const useKept = kept !== undefined && flags.string('username') === '' && password === '';
    if (useKept) yield* client.stderr.print(keptGreeting(kept.username));
    const credentials = useKept
      ? { username: kept.username, password: kept.password }
      : yield* complete(client, server, flags.string('username'), password);
    if (isFailure(credentials)) return yield* fail(client, credentials.error);
    const answer = yield* client.api.post('/auth', {}, { ...credentials, serveraddress: server });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    if (!useKept) {
      const same = kept?.username === credentials.username && kept.password === credentials.password;
      const problem = same ? undefined : client.config.setAuth(server, credentials);
      if (problem) return yield* fail(client, `Error saving credentials: ${problem.error}`);
      // What is kept already is not written, nor warned of, again.
      if (!same) yield* client.stderr.print(unencrypted(client.config.path));
    }
    const { Status } = (answer.body ?? {}) as { Status?: string };
    yield* client.stdout.line(Status ?? 'Login Succeeded');
    return 0;
  },
};

/** The key of a registry among the credentials: Docker Hub's is an old address, others are their host. */
export function serverKey(server: string | undefined): string {
  if (
    server === undefined ||
    server === '' ||
    /^(?:https?:\/\/)?(?:index\.|registry-1\.)?docker\.io(?:\/|$)/.test(server)
  )
    return hubServer;
  return server.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

const keptGreeting = (username: string): string => `Authenticating with existing credentials... [Username: ${username}]

 Info -> To login with a different account, run 'docker logout' followed by 'docker login'


`;

const unencrypted = (path: string): string => `
WARNING! Your credentials are stored unencrypted in '${path}'.
Configure a credential helper to remove this warning. See
https://docs.docker.com/go/credential-store/

`;

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Asks for what is missing; only on a terminal. */
function* complete(client: Client, server: string, username: string, password: string): Task<Credentials | Failure> {
  if (username !== '' && password !== '') return { username, password };
  if (!stdin(client).terminal) return { error: 'Error: Cannot perform an interactive login from a non TTY device' };
  if (server === hubServer && username === '') yield* client.stdout.print(hubGreeting);
  const name = username || (yield* ask(client, 'Username: ', 'shown'));
  if (name === '') return { error: 'Error: Non-null Username Required' };
  if (server === hubServer && username !== '') yield* client.stdout.print(tokenAdvice);
  const secret = password || (yield* ask(client, 'Password: ', 'hidden'));
  if (secret === '') return { error: 'Error: Password Required' };
  return { username: name, password: secret };
}

/** The login in a browser cannot be reached from here; this is what the client says then. */
const hubGreeting = `Failed to start web-based login - falling back to command line login...

Log in with your Docker ID or email address to push and pull images from Docker Hub. If you don't have a Docker ID, head over to https://hub.docker.com/ to create one.
You can log in with your password or a Personal Access Token (PAT). Using a limited-scope PAT grants better security and is required for organizations using SSO. Learn more at https://docs.docker.com/go/access-tokens/

`;

/** Black on bright cyan, bright cyan, italics, underlined. */
const tokenAdvice = `
\x1b[1m\x1b[106m\x1b[30mi\x1b[0m\x1b[0m \x1b[96mInfo → \x1b[0m\x1b[0m\x1b[3mA Personal Access Token (PAT) can be used instead.\x1b[0m
         \x1b[3mTo create a PAT, visit \x1b[4mhttps://app.docker.com/settings\x1b[0m\x1b[0m
         \x1b[3m\x1b[0m
         \x1b[3m\x1b[0m
`;
