// Creating a container, and pulling its image first if the daemon does not have it: what run and create share.
import type { Task } from '../../kernel/task.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { Client } from '../client.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { parseReference } from '../image-reference.ts';
import { pullImage } from '../pull-image.ts';
import { parsePlatform } from './platform.ts';
import { openError } from './environment.ts';
import type { CreateRequest } from './request.ts';

/** Creates it; warnings and the progress of a pull go to standard error. Returns the id. */
export function* createContainer(client: Client, request: CreateRequest, flags: FlagValues): Task<string | Failure> {
  const { config, hostConfig, endpoints } = request;
  yield* warn(client, hostConfig);
  const idFile = flags.string('cidfile');
  const { files } = client.process;
  if (idFile !== '') {
    if (files.exists(idFile))
      return { error: `container ID file found, make sure the other container isn't running or delete ${idFile}` };
    const made = files.writeFile(idFile, '');
    if (made) return { error: `failed to create the container ID file: ${openError(idFile, made)}` };
  }
  const id = yield* create(client, { config, hostConfig, endpoints }, flags);
  if (idFile !== '') {
    if (isFailure(id)) files.unlink(idFile);
    else files.writeFile(idFile, id);
  }
  return id;
}

function* create(
  client: Client,
  { config, hostConfig, endpoints }: CreateRequest,
  flags: FlagValues,
): Task<string | Failure> {
  const isId = /^(?:sha256:)?[0-9a-f]{64}$/.test(config.Image);
  const reference = isId ? undefined : parseReference(config.Image);
  if (isFailure(reference)) return reference;
  const platform = flags.string('platform');
  const parsed = parsePlatform(platform);
  if (isFailure(parsed)) return parsed;
  const policy = flags.string('pull');
  const pull = { platform, quiet: flags.bool('quiet'), output: client.stderr };
  if (policy === 'always' && reference) {
    const problem = yield* pullImage(client, reference, pull);
    if (problem) return problem;
  }
  const size = client.stdout.terminal;
  const body = Object.assign({}, config, {
    HostConfig: { ...hostConfig, ConsoleSize: size ? [size.rows, size.columns] : [0, 0] },
    NetworkingConfig: { EndpointsConfig: endpoints },
  });
  const query = { name: flags.string('name'), platform: parsed };
  let answer = yield* client.api.post('/containers/create', query, body);
  if (isFailure(answer) && answer.status === 404 && reference && policy === 'missing') {
    if (!pull.quiet) yield* client.stderr.line(`Unable to find image '${reference.familiar}' locally`);
    const problem = yield* pullImage(client, reference, pull);
    if (problem) return problem;
    answer = yield* client.api.post('/containers/create', query, body);
  }
  if (isFailure(answer)) return answer;
  const { Id, Warnings } = answer.body as { Id: string; Warnings?: readonly string[] | null };
  for (const warning of Warnings ?? []) yield* client.stderr.line(`WARNING: ${warning}`);
  return Id;
}

/** What the client itself warns of. */
function* warn(client: Client, host: Readonly<Record<string, unknown>>): Task {
  if (host['OomKillDisable'] === true && host['Memory'] === 0)
    yield* client.stderr.line(
      'WARNING: OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.',
    );
  const dns = host['Dns'] as readonly string[];
  const local = dns.find((address) => /^127\.|^::1$/.test(address));
  if (local !== undefined) yield* client.stderr.line(`WARNING: Localhost DNS (${local}) may fail in containers.`);
}
