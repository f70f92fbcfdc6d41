// docker context ls|show|use|create|update|rm|inspect: named daemons.
import type { Task } from '../../kernel/task.ts';
import { fail, type Client } from '../client.ts';
import { parseContextHost } from '../api/host.ts';
import { ContextStore, defaultContext, type Context } from '../context-store.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { quote } from '../format/quote.ts';
import { tableRow } from '../format/table.ts';
import { ellipsis } from '../format/truncate.ts';
import { inspectAll, type Found } from '../inspection.ts';
import { readTlsFiles, tlsNames, type TlsFiles } from '../tls-files.ts';
import { chooseFormat, printList } from '../listing.ts';
import type { Command } from './command.ts';

const descriptionOf = ({ Name, Metadata }: Context): string =>
  Name === defaultContext ? 'Current DOCKER_HOST based configuration' : (Metadata.Description ?? '');

const store = (client: Client): ContextStore => new ContextStore(client.process, client.config);

export const contextLs: Command = {
  name: 'context ls',
  offline: true,
  *run(client, { flags }) {
    const contexts = store(client).list();
    const entries = contexts.map((context) => ({
      name: context.Name,
      description: descriptionOf(context),
      host: context.Endpoints.docker.Host,
      error: '',
    }));
    const lost = store(client).get(client.context);
    if (isFailure(lost)) entries.push({ name: client.context, description: '', host: '', error: lost.error });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const rows = entries.map(({ name, description, host, error }) =>
      tableRow('*formatter.clientContextContext', {
        Current: () => name === client.context,
        Name: () => name,
        Description: () => ellipsis(description, 60),
        DockerEndpoint: () => host,
        Error: () => ellipsis(error, 45),
      }),
    );
    const format = chooseFormat(client, flags.string('format'), flags.bool('quiet'), {
      table: '{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}',
      quiet: '{{.Name}}',
    });
    const header = { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR' };
    const code = yield* printList(client, { format, header, rows });
    yield* warnOfHost(client, 'a context');
    return code;
  },
};

export const contextShow: Command = {
  name: 'context show',
  offline: true,
  *run(client) {
    yield* client.stdout.line(client.context);
    return 0;
  },
};

export const contextUse: Command = {
  name: 'context use',
  offline: true,
  *run(client, { args }) {
    const [name = ''] = args;
    const context = store(client).get(name);
    if (isFailure(context)) return yield* fail(client, context.error);
    const problem = client.config.setText('currentContext', name === defaultContext ? '' : name);
    if (problem) return yield* fail(client, problem.error);
    yield* client.stdout.line(name);
    yield* client.stderr.line(`Current context is now ${quote(name)}`);
    if (name !== defaultContext) yield* warnOfHost(client, quote(name));
    return 0;
  },
};

function* warnOfHost({ process, stderr }: Client, wanted: string): Task {
  if ((process.env.get('DOCKER_HOST') ?? '') === '') return;
  yield* stderr.line(
    `Warning: DOCKER_HOST environment variable overrides the active context. To use ${wanted}, either set the global --context flag, or unset DOCKER_HOST environment variable.`,
  );
}

export const contextCreate: Command = {
  name: 'context create',
  offline: true,
  *run(client, { flags, args }) {
    const [name = ''] = args;
    const contexts = store(client);
    const refusal = contextNameProblem(name);
    if (refusal !== undefined) return yield* fail(client, refusal);
    if (!isFailure(contexts.get(name))) return yield* fail(client, `context ${quote(name)} already exists`);
    const from = flags.string('from');
    const origin = contexts.get(from || client.context);
    if (from !== '' && isFailure(origin)) return yield* fail(client, origin.error);
    const endpoint = flags.changed('docker')
      ? endpointOf(client, flags, contexts)
      : isFailure(origin)
        ? origin
        : { docker: origin.Endpoints.docker, tls: contexts.tlsFiles(origin.Name) };
    if (isFailure(endpoint)) return yield* fail(client, `unable to create docker endpoint config: ${endpoint.error}`);
    const description = flags.string('description');
    const inherited = from === '' || isFailure(origin) ? '' : descriptionOf(origin);
    const text = description === '' ? inherited : description;
    const Metadata = text === '' ? {} : { Description: text };
    contexts.put({ Name: name, Metadata, Endpoints: { docker: endpoint.docker } });
    contexts.putTlsFiles(name, endpoint.tls);
    yield* client.stdout.line(name);
    yield* client.stderr.line(`Successfully created context ${quote(name)}`);
    return 0;
  },
};

export const contextUpdate: Command = {
  name: 'context update',
  offline: true,
  *run(client, { flags, args }) {
    const [name = ''] = args;
    const contexts = store(client);
    const refusal = contextNameProblem(name);
    if (refusal !== undefined) return yield* fail(client, refusal);
    const context = contexts.get(name);
    if (isFailure(context)) return yield* fail(client, context.error);
    const endpoint = flags.changed('docker') ? endpointOf(client, flags, contexts) : undefined;
    if (endpoint && isFailure(endpoint))
      return yield* fail(client, `unable to create docker endpoint config: ${endpoint.error}`);
    const Metadata = flags.changed('description') ? { Description: flags.string('description') } : context.Metadata;
    contexts.put({ ...context, Metadata, Endpoints: endpoint ? { docker: endpoint.docker } : context.Endpoints });
    if (endpoint) contexts.putTlsFiles(name, endpoint.tls);
    yield* client.stdout.line(name);
    yield* client.stderr.line(`Successfully updated context ${quote(name)}`);
    return 0;
  },
};

/** What is wrong with the name of a context that is to be written. */
export function contextNameProblem(name: string): string | undefined {
  if (name === '') return 'context name cannot be empty';
  if (name === defaultContext) return '"default" is a reserved context name';
  const pattern = '^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$';
  return new RegExp(pattern).test(name)
    ? undefined
    : `context name ${quote(name)} is invalid, names are validated against regexp ${quote(pattern)}`;
}

/** `--docker host=…,ca=…,cert=…,key=…,skip-tls-verify=…` or `--docker from=…`. */
function endpointOf(client: Client, flags: FlagValues, contexts: ContextStore): NewEndpoint | Failure {
  const options = flags.map('docker');
  const known = ['from', 'host', 'ca', 'cert', 'key', 'skip-tls-verify'];
  const unknown = Object.keys(options).filter((key) => !known.includes(key));
  if (unknown.length > 0) return { error: unknown.map((key) => `unrecognized config key: ${key}`).join('\n') };
  if (options['from'] !== undefined) {
    const context = contexts.get(options['from']);
    return isFailure(context) ? context : { docker: context.Endpoints.docker, tls: contexts.tlsFiles(context.Name) };
  }
  const tls = readTlsFiles(client.process, options);
  if (isFailure(tls)) return tls;
  const host = parseContextHost(options['host'] ?? '');
  if (isFailure(host)) return host;
  return { docker: { Host: options['host'] ?? '', SkipTLSVerify: options['skip-tls-verify'] === 'true' }, tls };
}

/** What a context is given: the address, and the certificates that go with it. */
interface NewEndpoint {
  readonly docker: Context['Endpoints']['docker'];
  readonly tls: TlsFiles;
}

export const contextRm: Command = {
  name: 'context rm',
  offline: true,
  *run(client, { flags, args }) {
    const errors: string[] = [];
    for (const name of args) {
      const inUse = name === client.context;
      if (name === defaultContext) errors.push(`context ${quote(name)} cannot be removed`);
      else if (isFailure(store(client).get(name)) && !flags.bool('force'))
        errors.push(`context ${quote(name)} does not exist`);
      else if (inUse && !flags.bool('force'))
        errors.push(`context ${quote(name)} is in use, set -f flag to force remove`);
      else {
        store(client).remove(name);
        if (inUse) client.config.setText('currentContext', '');
        yield* client.stdout.line(name);
      }
    }
    return errors.length > 0 ? yield* fail(client, errors.join('\n')) : 0;
  },
};

export const contextInspect: Command = {
  name: 'context inspect',
  offline: true,
  *run(client, { flags, args }) {
    const contexts = store(client);
    const names = args.length > 0 ? args : [client.context];
    const look = function* (name: string): Task<Found | Failure> {
      const context = contexts.get(name);
      if (isFailure(context)) return context;
      const { Endpoints, Metadata } = context;
      const inMemory = name === defaultContext;
      const texts = contexts.tlsFiles(name);
      const material = inMemory
        ? []
        : tlsNames.filter((file) => texts[file] !== undefined).map((file) => `${file}.pem`);
      return {
        type: undefined,
        document: {
          Name: name,
          Metadata: { ...Metadata },
          Endpoints: { docker: { ...Endpoints.docker } },
          TLSMaterial: material.length > 0 ? { docker: material } : {},
          Storage: {
            MetadataPath: inMemory ? '<IN MEMORY>' : contexts.metaPath(name).replace(/\/meta\.json$/, ''),
            TLSPath: inMemory ? '<IN MEMORY>' : contexts.tlsPath(name),
          },
        },
      };
    };
    return yield* inspectAll(client, flags.string('format'), names, look, true);
  },
};
