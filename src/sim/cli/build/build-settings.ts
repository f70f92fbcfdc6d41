// What one build is to do, whether flags or a bake file say so.
import type { Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { driverLimit, readBuildArgs, readLabels, readSecrets, readTags } from './options.ts';
import { readCall, readOutputs, type BuildOutput } from './outputs.ts';
import { readNamedContexts, type NamedContext } from './named-contexts.ts';
import { readAgents } from './agents.ts';

/** A build that can be asked for. */
export interface BuildSettings {
  readonly path: string;
  /** `--file`; empty: the context's own. */
  readonly file: string;
  /** Text of the Dockerfile, when it is given in place of a file. */
  readonly inline?: string;
  readonly tags: readonly string[];
  readonly args: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly target: string;
  readonly noCache: boolean;
  readonly noCacheFilter: readonly string[];
  readonly pull: boolean;
  readonly network: string;
  readonly platform: string;
  readonly outputs: readonly BuildOutput[];
  /** `check`, `outline`, `targets` with their format; undefined: build. */
  readonly call: { readonly name: string; readonly format: string } | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  readonly agents: readonly string[];
  readonly hosts: readonly string[];
  readonly shmSize: number;
  readonly ulimits: readonly string[];
  readonly cacheFrom: readonly string[];
  /** The image says what it was built of: `--cache-to type=inline`. */
  readonly inlineCache: boolean;
  readonly contexts: readonly NamedContext[];
}

/** The settings that flags give; an error is printed as it is, after `ERROR: `. */
export function readSettings(client: Client, flags: FlagValues, path: string): BuildSettings | Failure {
  const build = (failure: Failure): Failure => ({
    error: failure.error.startsWith('not simulated') ? failure.error : `failed to build: ${failure.error}`,
  });
  const args = readBuildArgs(client, flags.list('build-arg'));
  if (isFailure(args)) return args;
  const contexts = readNamedContexts(client, flags.list('build-context'));
  if (isFailure(contexts)) return contexts;
  const attestation = attestations(flags);
  if (isFailure(attestation)) return attestation;
  const cacheTo = readCacheTo(flags.list('cache-to'));
  if (isFailure(cacheTo)) return cacheTo;
  const tags = readTags(flags.list('tag'));
  const outputs = readOutputs(flags, isFailure(tags) ? [] : tags);
  if (isFailure(outputs)) return build(outputs);
  const secrets = readSecrets(client, flags.list('secret'));
  if (isFailure(secrets)) return /^(?:failed to stat|secret missing)/.test(secrets.error) ? build(secrets) : secrets;
  const agents = readAgents(client, flags.list('ssh'));
  if (isFailure(agents)) return build(agents);
  const call = readCall(flags);
  if (isFailure(call)) return call;
  const hosts = readHosts(flags.list('add-host'));
  if (isFailure(hosts)) return build(hosts);
  if (isFailure(tags)) return build(tags);
  const platforms = flags.list('platform').flatMap((text) => text.split(','));
  const network = flags.string('network');
  if (!['', 'default', 'none', 'host'].includes(network))
    return build({
      error: `network mode ${JSON.stringify(network)} not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create`,
    });
  for (const platform of platforms) {
    const problem = platformProblem(platform);
    if (problem !== undefined) return build({ error: problem });
  }
  if (platforms.length > 1) return build(driverLimit('Multi-platform build', 'build-multi-platform'));
  if (attestation) return build(driverLimit('Attestation', 'attestations'));
  if (cacheTo === 'export') return build(driverLimit('Cache export', 'build-cache-backends'));
  const foreign = flags.list('allow').find((name) => !['network.host', 'security.insecure', 'device'].includes(name));
  if (foreign !== undefined) return build({ error: `unknown entitlement ${foreign}` });
  if (flags.list('allow').includes('security.insecure'))
    return build({
      error: 'failed to solve: granting entitlement security.insecure is not allowed by build daemon configuration',
    });
  return {
    path,
    file: flags.string('file'),
    tags,
    args,
    labels: readLabels(flags.list('label')),
    target: flags.string('target'),
    noCache: flags.bool('no-cache'),
    noCacheFilter: flags.list('no-cache-filter').flatMap((text) => text.split(',')),
    pull: flags.bool('pull'),
    network,
    platform: platforms[0] ?? '',
    outputs,
    call,
    secrets,
    agents,
    hosts,
    shmSize: flags.number('shm-size'),
    ulimits: flags.ulimits().map(({ Name, Soft, Hard }) => `${Name}=${Soft}:${Hard}`),
    cacheFrom: flags.list('cache-from'),
    inlineCache: cacheTo === 'inline' || args['BUILDKIT_INLINE_CACHE'] === '1',
    contexts,
  };
}

const systems = ['linux', 'windows', 'darwin', 'freebsd', 'netbsd', 'openbsd', 'solaris', 'aix', 'android', 'ios', 'js', 'plan9',
  'wasip1', 'zos']; // prettier-ignore
const processors = ['amd64', 'x86_64', 'x86-64', 'arm64', 'aarch64', 'arm', 'armhf', 'armel', '386', 'i386', 'ppc64', 'ppc64le', 's390x',
  'riscv64', 'mips', 'mipsle', 'mips64', 'mips64le', 'loong64', 'wasm']; // prettier-ignore

/** What is wrong with a `--platform`. */
function platformProblem(text: string): string | undefined {
  const parts = text.split('/');
  const shown = JSON.stringify(text);
  if (parts.length > 3) return `${shown}: cannot parse platform specifier: invalid argument`;
  const wrong = parts.find((part) => !/^[A-Za-z0-9_.-]+$/.test(part));
  if (wrong !== undefined)
    return `${JSON.stringify(wrong)} is an invalid component of ${shown}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`;
  const known = parts.length > 1 || systems.includes(text.toLowerCase()) || processors.includes(text.toLowerCase());
  return known ? undefined : `${shown}: unknown operating system or architecture: invalid argument`;
}

/** `--add-host name:address`. */
function readHosts(texts: readonly string[]): readonly string[] | Failure {
  for (const text of texts) {
    const [, address = ''] = /^[^:=]+[:=](.+)$/.exec(text) ?? [];
    const right = address === 'host-gateway' || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) || address.includes(':');
    if (!right) return { error: `invalid host ${text}` };
  }
  return texts;
}

/** Whether documents about the build are asked for, which the docker driver does not make. */
function attestations(flags: FlagValues): boolean | Failure {
  const on = (text: string): boolean =>
    text !== '' && text !== 'false' && text !== '0' && !text.includes('disabled=true');
  for (const text of flags.list('attest')) {
    if (!/(?:^|,)type=/.test(text)) return { error: `invalid value ${text}` };
    if (!text.includes('disabled=true')) return true;
  }
  return on(flags.string('sbom')) || on(flags.string('provenance'));
}

/** `--cache-to`: in the image, somewhere else, or nowhere. */
export function readCacheTo(texts: readonly string[]): 'inline' | 'export' | 'none' | Failure {
  let found: 'inline' | 'none' = 'none';
  for (const text of texts) {
    const type = /(?:^|,)type=([^,]*)/.exec(text)?.[1];
    if (type === undefined && text.includes('=')) return { error: `type required form> ${JSON.stringify(text)}` };
    if (type === 'inline') found = 'inline';
    // Without a runner of GitHub's around it this one is passed over.
    else if (type !== 'gha') return 'export';
  }
  return found;
}
