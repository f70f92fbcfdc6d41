// aws(1), as far as images need it: passwords for a registry, repositories, and who one is.
import type { Process, Program } from '../computer/contract.ts';
import { request, type Reply, type Request } from '../kernel/message.ts';
import type { Task } from '../kernel/task.ts';
import { AwsCloud } from './aws-cloud.ts';

/** The way to Amazon. */
const internet = { latency: 24, bandwidth: 12_500 };

interface Command {
  readonly action: string;
  /** Options with a value, as the API names them. */
  readonly options: Readonly<Record<string, string>>;
  readonly required?: string;
  /** Prints the answer; by default all of it as JSON. */
  readonly print?: (body: Readonly<Record<string, unknown>>) => string;
  readonly needsRegion: boolean;
}

const named = { '--repository-name': 'repositoryName' } as const;

const commands: Readonly<Record<string, Command>> = {
  'ecr get-login-password': {
    action: 'GetAuthorizationToken',
    options: {},
    print: ({ password }) => `${String(password)}\n`,
    needsRegion: true,
  },
  'ecr create-repository': {
    action: 'CreateRepository',
    options: named,
    required: '--repository-name',
    needsRegion: true,
  },
  'ecr describe-repositories': {
    action: 'DescribeRepositories',
    options: { ...named, '--repository-names': 'repositoryName' },
    needsRegion: true,
  },
  'ecr delete-repository': {
    action: 'DeleteRepository',
    options: named,
    required: '--repository-name',
    needsRegion: true,
  },
  'ecr list-images': { action: 'ListImages', options: named, required: '--repository-name', needsRegion: true },
  'sts get-caller-identity': { action: 'GetCallerIdentity', options: {}, needsRegion: false },
};

const usage = `
usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help

`;

/** `aws <service> <action> [options]` */
export const aws: Program = function* (process) {
  const [, ...args] = process.argv;
  if (args[0] === '--version')
    return yield* say(process, 1, 'aws-cli/2.31.34 Python/3.13.7 Linux/6.12.54 exe/x86_64.ubuntu.24\n', 0);
  const reading = readArguments(args);
  if ('error' in reading) return yield* say(process, 2, reading.error, 252);
  const { command, parameters, global } = reading;
  if (command.required !== undefined && parameters['repositoryName'] === undefined)
    return yield* say(
      process,
      2,
      `${usage}aws: [ERROR]: the following arguments are required: ${command.required}\n\n`,
      252,
    );
  const { env } = process;
  const region = global['--region'] ?? env.get('AWS_REGION') ?? env.get('AWS_DEFAULT_REGION') ?? configured(process);
  if (region === undefined && command.needsRegion)
    return yield* say(
      process,
      2,
      '\nYou must specify a region. You can also configure your region by running "aws configure".\n',
      253,
    );
  const output = global['--output'] ?? 'json';
  if (output !== 'json' && !(output === 'text' && command.print))
    return yield* say(process, 2, `drydock: aws: not simulated: --output ${output}\n`, 1);
  const reply = yield* send(process, command.action, { ...parameters, region: region ?? '' });
  if (typeof reply === 'string') return yield* say(process, 2, `\n${reply}\n`, 255);
  const body = reply.body as Readonly<Record<string, unknown>>;
  if (reply.status !== 200) {
    const { __type: type, message } = body as { __type: string; message: string };
    return yield* say(
      process,
      2,
      `\nAn error occurred (${type}) when calling the ${command.action} operation: ${message}\n`,
      254,
    );
  }
  return yield* say(process, 1, command.print?.(body) ?? `${JSON.stringify(withTimes(body), undefined, 4)}\n`, 0);
};

interface Reading {
  readonly command: Command;
  readonly parameters: Readonly<Record<string, string>>;
  readonly global: Readonly<Record<string, string>>;
}

function readArguments(args: readonly string[]): Reading | { readonly error: string } {
  const words: string[] = [];
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const equals = arg.indexOf('=');
    if (!arg.startsWith('--')) words.push(arg);
    else if (equals > 0) given.set(arg.slice(0, equals), arg.slice(equals + 1));
    else if (arg === '--force') given.set(arg, 'true');
    else given.set(arg, args[++index] ?? '');
  }
  const [service = '', action = '', ...rest] = words;
  const command = Object.hasOwn(commands, `${service} ${action}`) ? commands[`${service} ${action}`] : undefined;
  if (service === '') return { error: `${usage}aws: [ERROR]: the following arguments are required: command\n\n` };
  if (!command) return { error: `drydock: aws ${[service, action].join(' ').trim()}: not simulated\n` };
  if (rest.length > 0) return { error: `\nUnknown options: ${rest.join(', ')}\n` };
  const parameters: Record<string, string> = {};
  const global: Record<string, string> = {};
  for (const [name, value] of given) {
    const parameter = command.options[name];
    if (parameter !== undefined) parameters[parameter] = value;
    else if (name === '--force') parameters['force'] = value;
    else if (name === '--region' || name === '--output') global[name] = value;
    else return { error: `drydock: aws: not simulated: ${name}\n` };
  }
  return { command, parameters, global };
}

/** The region that ~/.aws/config names. */
function configured(process: Process): string | undefined {
  const text = process.files.readText(`${process.env.get('HOME') ?? ''}/.aws/config`);
  return typeof text === 'string' ? /^\s*region\s*=\s*(\S+)/m.exec(text)?.[1] : undefined;
}

function* send(process: Process, action: string, body: Readonly<Record<string, string>>): Task<Reply | string> {
  const { kernel } = process.machine;
  const cloud = AwsCloud.of(kernel);
  kernel.serve('outside:aws', function* (message: Request) {
    return cloud.answer(message);
  });
  const message = request('POST', '/', { headers: { 'x-amz-target': `Aws.${action}` }, body });
  const reply = yield* kernel.call('outside:aws', message, {
    from: process.network.endpoint,
    protocol: 'http',
    link: internet,
  });
  return 'failure' in reply ? 'Could not connect to the endpoint URL' : reply;
}

/** Times are seconds in the API and text on the screen. */
function withTimes(body: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(
    JSON.stringify(body, (name, value: unknown) =>
      name === 'createdAt' ? new Date(Number(value) * 1000).toISOString().replace('.000Z', '+00:00') : value,
    ),
  ) as unknown;
}

function* say(process: Process, number: 1 | 2, text: string, code: number): Task<number> {
  yield* process.descriptors.get(number)?.write(new TextEncoder().encode(text)) ?? [];
  return code;
}
