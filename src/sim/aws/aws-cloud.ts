// The part of Amazon Web Services that keeps images: one account, its registries by region, passwords that last twelve
// hours. The API is messages with the action in a header, as AWS's JSON protocol has it.
import type { Kernel } from '../kernel/kernel.ts';
import { json, type Request, type Response } from '../kernel/message.ts';
import { createRegistry, type RegistryService } from '../registry/registry.ts';
import { memoryStorage, type Storage } from '../registry/storage.ts';

/** The learner's account. */
export const awsAccount = '123456789012';

/** ms that a password for a registry is good for. */
const lifetime = 12 * 3_600_000;

const ecrHost = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/;

/** Whether a host is one of the cloud's registries. */
export const isEcrHost = (host: string): boolean => ecrHost.test(host);

interface Repository {
  readonly repositoryArn: string;
  readonly registryId: string;
  readonly repositoryName: string;
  readonly repositoryUri: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
}

interface Region {
  readonly service: RegistryService;
  readonly storage: Storage;
  readonly repositories: Map<string, Repository>;
}

/** The cloud of a world. */
export class AwsCloud {
  static readonly #clouds = new WeakMap<Kernel, AwsCloud>();
  readonly #kernel: Kernel;
  /** By host. */
  readonly #regions = new Map<string, Region>();
  /** When a password ends to be good, by password. */
  readonly #passwords = new Map<string, number>();

  private constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** The cloud of the world that a kernel drives. */
  static of(kernel: Kernel): AwsCloud {
    const known = AwsCloud.#clouds.get(kernel) ?? new AwsCloud(kernel);
    AwsCloud.#clouds.set(kernel, known);
    return known;
  }

  /** The registry at a host. Nobody can log in to one of another account. */
  registry(host: string): RegistryService {
    return this.#region(host).service;
  }

  /** Answers one action of the API. */
  answer({ headers, body }: Request): Response {
    const { region = '', ...parameters } = (body ?? {}) as Readonly<Record<string, string>>;
    const action = headers['x-amz-target']?.split('.').at(-1) ?? '';
    const host = `${awsAccount}.dkr.ecr.${region}.amazonaws.com`;
    const name = parameters['repositoryName'];
    switch (action) {
      case 'GetCallerIdentity':
        return json(200, {
          UserId: 'AIDALEARNERLEARNER001',
          Account: awsAccount,
          Arn: `arn:aws:iam::${awsAccount}:user/learner`,
        });
      case 'GetAuthorizationToken':
        return json(200, { password: this.#issue() });
      case 'CreateRepository':
        return this.#create(host, region, name ?? '');
      case 'DescribeRepositories':
        return this.#describe(host, name);
      case 'DeleteRepository':
        return this.#delete(host, name ?? '', parameters['force'] === 'true');
      case 'ListImages':
        return this.#images(host, name ?? '');
      default:
        return failure('UnknownOperationException', action);
    }
  }

  #issue(): string {
    const kernel = this.#kernel;
    const password = `eyJwYXlsb2FkIjoi${kernel.random('aws password').hex(96)}In0=`;
    this.#passwords.set(password, kernel.now + lifetime);
    return password;
  }

  #create(host: string, region: string, repositoryName: string): Response {
    if (!/^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(repositoryName))
      return failure(
        'InvalidParameterException',
        `Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''`,
      );
    const { repositories, storage } = this.#region(host);
    if (repositories.has(repositoryName))
      return failure(
        'RepositoryAlreadyExistsException',
        `The repository with name '${repositoryName}' already exists in the registry with id '${awsAccount}'`,
      );
    const repository = {
      repositoryArn: `arn:aws:ecr:${region}:${awsAccount}:repository/${repositoryName}`,
      registryId: awsAccount,
      repositoryName,
      repositoryUri: `${host}/${repositoryName}`,
      createdAt: Math.floor(this.#kernel.clock / 1000),
    };
    repositories.set(repositoryName, repository);
    storage.repository(repositoryName);
    return json(200, { repository });
  }

  #describe(host: string, name: string | undefined): Response {
    const { repositories } = this.#region(host);
    if (name === undefined) return json(200, { repositories: [...repositories.values()] });
    const found = repositories.get(name);
    return found ? json(200, { repositories: [found] }) : unknown(name);
  }

  #delete(host: string, name: string, force: boolean): Response {
    const { repositories, storage } = this.#region(host);
    const repository = repositories.get(name);
    if (!repository) return unknown(name);
    const { tags, manifests } = storage.repository(name);
    if (manifests.size > 0 && !force)
      return failure(
        'RepositoryNotEmptyException',
        `The repository with name '${name}' in registry with id '${awsAccount}' cannot be deleted because it still contains images`,
      );
    for (const tag of [...tags.keys()]) tags.delete(tag);
    for (const digest of [...manifests.keys()]) manifests.delete(digest);
    repositories.delete(name);
    return json(200, { repository });
  }

  #images(host: string, name: string): Response {
    const { repositories, storage } = this.#region(host);
    if (!repositories.has(name)) return unknown(name);
    const imageIds = [...storage.repository(name).tags].map(([imageTag, imageDigest]) => ({ imageDigest, imageTag }));
    return json(200, { imageIds });
  }

  #region(host: string): Region {
    const known = this.#regions.get(host);
    if (known) return known;
    const storage = memoryStorage();
    const repositories = new Map<string, Repository>();
    const kernel = this.#kernel;
    const service = createRegistry(kernel, {
      host,
      storage,
      authentication: {
        kind: 'basic',
        realm: `https://${host}/`,
        accepts: (user, password) =>
          user === 'AWS' && host.startsWith(`${awsAccount}.`) && (this.#passwords.get(password) ?? 0) > kernel.now,
      },
      unknownRepository: (name) => notThere(name),
    });
    const region = { service, storage, repositories };
    this.#regions.set(host, region);
    return region;
  }
}

const notThere = (name: string): string =>
  `The repository with name '${name}' does not exist in the registry with id '${awsAccount}'`;

const unknown = (name: string): Response => failure('RepositoryNotFoundException', notThere(name));

const failure = (type: string, message: string): Response => json(400, { __type: type, message });
