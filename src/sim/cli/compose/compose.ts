// One running compose command: its client, its project flags, and how it finds and reads its project.
import { failed } from '../../computer/filesystem/errno.ts';
import { readContent } from '../../computer/filesystem/content.ts';
import type { Task } from '../../kernel/task.ts';
import { readStdin, type Client } from '../client.ts';
import { openError } from '../create/environment.ts';
import type { CommandCall } from '../flags/command-line.ts';
import { FlagValues } from '../flags/flag-values.ts';
import { subcommand, dockerCommand } from '../reference/reference.ts';
import { logLine } from './log-line.ts';
import { Fault, isFault } from './model/fault.ts';
import { ModelLoader } from './model/load.ts';
import { enableServices, makeProject, selectServices, unreadEnvironment, type Project } from './model/project.ts';
import type { Failure } from '../failure.ts';
import { Progress, type ProgressMode } from './runtime/progress.ts';
import { locate, normalizeName, projectName, type Located, type Place } from './options.ts';
import { isMapping, isSequence, scalarText, section } from './model/tree.ts';

/** How a project is read. */
export interface Reading {
  readonly interpolate?: boolean;
  readonly normalize?: boolean;
  readonly resolvePaths?: boolean;
  readonly resolveEnvironment?: boolean;
  readonly checkConsistency?: boolean;
}

/** A compose command at work. */
export class Compose {
  readonly client: Client;
  readonly call: CommandCall;
  /** Flags between `compose` and the command. */
  readonly outer: FlagValues;
  /** Standard input, where `-f -` reads it. */
  #input = '';
  readonly #warnings: string[] = [];

  constructor(client: Client, call: CommandCall) {
    this.client = client;
    this.call = call;
    const spec = subcommand(dockerCommand(), 'compose');
    if (!spec) throw new Error('the reference has no compose');
    this.outer = call.outer.get('compose') ?? new FlagValues(spec);
  }

  /** Nothing is to be changed: what would be done is said. */
  get isDryRun(): boolean {
    return this.outer.bool('dry-run') || this.call.flags.bool('dry-run');
  }

  /** The machine as the loader sees it. */
  get place(): Place {
    const { process } = this.client;
    const { files } = process;
    const home = process.env.get('HOME') ?? '/root';
    return {
      cwd: process.cwd,
      home,
      variables: process.env,
      exists: (path) => files.exists(path),
      read: (path) => {
        if (path === '-') return this.#input;
        const content = files.readFile(path);
        if (failed(content))
          return new Fault(content.errno === 'EISDIR' ? `read ${path}: is a directory` : openError(path, content));
        return new TextDecoder().decode(readContent(content));
      },
      warn: (text) => {
        this.#warnings.push(logLine(this.client, 'warning', text));
      },
    };
  }

  /** Finds the project; warnings wait until they are printed by `report`. */
  *locate(): Task<Located | Fault> {
    if (this.outer.list('file').includes('-')) this.#input = new TextDecoder().decode(yield* readStdin(this.client));
    return locate(this.outer, this.place);
  }

  /** Reads the project with the environment of all its services. What it warns of is printed before anything else. */
  *project(reading: Reading = {}): Task<Project | Fault> {
    const project = yield* this.model(reading);
    return isFault(project) ? project : (unreadEnvironment(project) ?? project);
  }

  /** The same, even where a service's environment cannot be read. */
  *model(reading: Reading = {}): Task<Project | Fault> {
    const located = yield* this.locate();
    const project = isFault(located) ? located : this.#read(located, reading);
    for (const warning of this.#warnings.splice(0)) yield* this.client.stderr.print(warning);
    return project;
  }

  #read(located: Located, reading: Reading): Project | Fault {
    const { place } = this;
    const name = projectName(located, place);
    if (isFault(name)) return name;
    const environment = new Map(located.environment);
    environment.set('COMPOSE_PROJECT_NAME', name);
    const loader = new ModelLoader(place, {
      interpolate: reading.interpolate ?? true,
      resolvePaths: reading.resolvePaths ?? true,
      named: located.given !== undefined,
    });
    const model = loader.load(located.files, located.working, environment);
    if (isFault(model)) return model;
    if (name === '') return new Fault('project name must not be empty');
    return makeProject(
      model,
      {
        name,
        working: located.working,
        files: located.files,
        environment,
        profiles: located.profiles,
        normalize: reading.normalize ?? true,
        resolveEnvironment: reading.resolveEnvironment ?? true,
        checkConsistency: reading.checkConsistency ?? true,
        decode: reading.interpolate ?? true,
      },
      place,
    );
  }

  /** The project with the named services enabled, and only them and what they need, with their environment. */
  *selected(names: readonly string[], dependencies: 'with' | 'without' = 'with'): Task<Project | Fault> {
    const project = yield* this.chosen(names, dependencies);
    return isFault(project) ? project : (unreadEnvironment(project) ?? project);
  }

  /** The same for commands that do not look at the environment of services. */
  *chosen(names: readonly string[], dependencies: 'with' | 'without' = 'with'): Task<Project | Fault> {
    const project = yield* this.model();
    if (isFault(project)) return project;
    const enabled = enableServices(project, names, this.place);
    return isFault(enabled) ? enabled : selectServices(enabled, names, dependencies);
  }

  /** The project's name alone, for commands that only look at containers: `-p` is enough. */
  *nameOrProject(services: readonly string[] = [], dependencies: 'with' | 'without' = 'without'): Task<Named | Fault> {
    return yield* this.#named(this.chosen(services, dependencies));
  }

  /** The same, with the environment of all services. */
  *nameOrReadProject(services: readonly string[] = []): Task<Named | Fault> {
    const all = yield* this.#named(this.project());
    return isFault(all) || services.length === 0 ? all : yield* this.nameOrProject(services);
  }

  *#named(reading: Task<Project | Fault>): Task<Named | Fault> {
    const given = this.outer.string('project-name');
    if (given !== '' && this.outer.list('file').length === 0) return { name: given, project: undefined };
    const project = yield* reading;
    if (!isFault(project)) return { name: project.name, project };
    const variable = this.client.process.env.get('COMPOSE_PROJECT_NAME') ?? '';
    return variable === '' ? project : { name: normalizeName(variable), project: undefined };
  }

  /** How progress is shown; a fault for a mode that there is not. */
  get progressMode(): ProgressMode | Fault {
    const given = this.outer.string('progress') || this.client.process.env.get('COMPOSE_PROGRESS') || 'auto';
    const automatic = this.client.stderr.terminal && this.outer.string('ansi') !== 'never' ? 'tty' : 'plain';
    if (given === 'auto') return automatic;
    if (given === 'tty' || given === 'plain' || given === 'quiet' || given === 'json') return given;
    return new Fault(`unsupported --progress value "${given}"`);
  }

  /** Does something whose progress is shown; the exit code. */
  *withProgress(title: string, body: (progress: Progress) => Task<Failure | undefined>): Task<number> {
    const failure = yield* this.showing(title, body);
    return failure ? yield* failWith(this, failure) : 0;
  }

  /** The same for commands that go on after it. */
  *showing(title: string, body: (progress: Progress) => Task<Failure | undefined>): Task<Failure | undefined> {
    const mode = this.progressMode;
    if (isFault(mode)) return mode;
    const progress = new Progress(this.client, mode, title);
    yield* progress.begin();
    try {
      return yield* body(progress);
    } finally {
      yield* progress.end();
    }
  }
}

/** A project by name, with its model when there is a file. */
export interface Named {
  readonly name: string;
  readonly project: Project | undefined;
}

/** Prints why and exits with 1. */
export function* failWith(compose: Compose, { error }: { readonly error: string }, code = 1): Task<number> {
  if (error !== '')
    yield* compose.client.stderr.line(error.replace(/^Error response from daemon: (?=not simulated)/, ''));
  return code;
}

/** All profiles that services name. */
export function profilesOf(project: Project): string[] {
  const names = new Set<string>();
  for (const service of Object.values(section(project.model, 'services')))
    for (const profile of isMapping(service) && isSequence(service['profiles']) ? service['profiles'] : [])
      names.add(scalarText(profile));
  return [...names].sort();
}
