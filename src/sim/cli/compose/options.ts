// From the flags and variables of a compose command line to files, directory, environment and name of its project.
import { absolute, basename, dirname } from '../../computer/filesystem/path.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { quote } from '../format/quote.ts';
import { parseDotenv } from './model/dotenv.ts';
import { Fault, isFault } from './model/fault.ts';
import { substitute } from './model/interpolate.ts';
import type { Environment } from './model/load.ts';
import { readYaml } from './model/read-yaml.ts';
import { isMapping, scalarText } from './model/tree.ts';

/** The machine as far as finding a project needs it. */
export interface Place {
  readonly cwd: string;
  readonly home: string;
  readonly variables: ReadonlyMap<string, string>;
  /** The text of a file; a fault in the words of Go's `open`. */
  readonly read: (path: string) => string | Fault;
  readonly exists: (path: string) => boolean;
  readonly warn: (text: string) => void;
}

/** A project that was found but not read. */
export interface Located {
  readonly files: readonly string[];
  readonly working: string;
  readonly environment: Environment;
  /** The name, where the command line or the environment gives it. */
  readonly given: string | undefined;
  readonly profiles: readonly string[];
}

const defaultFiles = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const overrideFiles = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** Finds a project. */
export function locate(flags: FlagValues, place: Place): Located | Fault {
  const named = flags.string('project-directory');
  const given = flags.list('file');
  const root = named !== '' ? absolute(named, place.cwd) : place.cwd;
  const start = named !== '' ? absolute(named, place.cwd) : directoryOf(given, place);
  const dotenv = readEnvironment(flags.list('env-file'), start, place);
  if (isFault(dotenv)) return dotenv;
  const environment = new Map([...dotenv, ...place.variables]);
  const files = findFiles(given, environment, {
    ...place,
    cwd: given.length > 0 || environment.has('COMPOSE_FILE') ? place.cwd : root,
  });
  if (isFault(files)) return files;
  const working = named !== '' ? start : files[0] === undefined || files[0] === '-' ? place.cwd : dirname(files[0]);
  const projectName = flags.string('project-name') || environment.get('COMPOSE_PROJECT_NAME');
  if (projectName !== undefined && projectName !== '') {
    const fault = checkName(projectName);
    if (fault) return fault;
  }
  const profiles = [...flags.list('profile')];
  if (profiles.length === 0)
    profiles.push(...(environment.get('COMPOSE_PROFILES') ?? '').split(',').filter((profile) => profile !== ''));
  return { files, working, environment, given: projectName === '' ? undefined : projectName, profiles };
}

function directoryOf(given: readonly string[], place: Place): string {
  const [first] = given;
  if (first !== undefined && first !== '-') return dirname(absolute(first, place.cwd));
  const [variable] = (place.variables.get('COMPOSE_FILE') ?? '').split(':');
  if (variable !== undefined && variable !== '') return dirname(absolute(variable, place.cwd));
  return searchUp(place)?.directory ?? place.cwd;
}

/** The nearest directory upwards with a file of a known name. */
function searchUp(place: Place): { readonly directory: string; readonly found: readonly string[] } | undefined {
  for (let directory = place.cwd; ; directory = dirname(directory)) {
    const found = defaultFiles.map((name) => absolute(name, directory)).filter((path) => place.exists(path));
    if (found.length > 0) return { directory, found };
    if (directory === '/') return undefined;
  }
}

function findFiles(given: readonly string[], environment: Environment, place: Place): readonly string[] | Fault {
  const separator = environment.get('COMPOSE_PATH_SEPARATOR') ?? ':';
  const listed =
    given.length > 0 ? given : (environment.get('COMPOSE_FILE') ?? '').split(separator).filter((file) => file !== '');
  if (listed.length > 0) {
    const files = listed.map((file) => (file === '-' ? file : absolute(file, place.cwd)));
    const missing = files.find((file) => file !== '-' && !place.exists(file));
    const verb = given.length > 0 ? 'open' : 'stat';
    return missing === undefined ? files : new Fault(`${verb} ${missing}: no such file or directory`);
  }
  const search = searchUp(place);
  if (!search) return new Fault('no configuration file provided: not found');
  const [first = ''] = search.found;
  if (search.found.length > 1) {
    place.warn(`Found multiple config files with supported names: ${search.found.join(', ')}`);
    place.warn(`Using ${first}`);
  }
  const overrides = overrideFiles.map((name) => absolute(name, search.directory)).filter((path) => place.exists(path));
  const [override] = overrides;
  if (overrides.length > 1) {
    place.warn(`Found multiple override files with supported names: ${overrides.join(', ')}`);
    place.warn(`Using ${override ?? ''}`);
  }
  return override === undefined ? [first] : [first, override];
}

function readEnvironment(given: readonly string[], directory: string, place: Place): Environment | Fault {
  const listed =
    given.length > 0
      ? given
      : (place.variables.get('COMPOSE_ENV_FILES') ?? '').split(',').filter((file) => file !== '');
  const files = listed.length > 0 ? listed.map((file) => absolute(file, place.cwd)) : [absolute('.env', directory)];
  const result = new Map<string, string>();
  for (const file of files) {
    if (!place.exists(file)) {
      if (listed.length === 0) continue;
      return new Fault(`couldn't find env file: ${file}`);
    }
    const text = place.read(file);
    if (isFault(text)) return text;
    const found = parseDotenv(
      text,
      (name) => place.variables.get(name),
      (name) => result.get(name),
    );
    if (isFault(found)) return new Fault(`failed to read ${file}: ${found.error}`);
    for (const [name, value] of found) result.set(name, value);
  }
  return result;
}

const checkName = (name: string): Fault | undefined =>
  /^[a-z0-9][a-z0-9_-]*$/.test(name)
    ? undefined
    : new Fault(
        `invalid project name ${quote(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
      );

/** A directory's name as a project's name: small letters, digits, `-` and `_`, none of these two first. */
export const normalizeName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[_-]+/, '');

/** The name of a project: as given, else what its last file that has one says, else that of its directory. */
export function projectName(located: Located, place: Place): string | Fault {
  if (located.given !== undefined) return located.given;
  let name = '';
  for (const file of located.files) {
    const text = place.read(file);
    const documents = isFault(text) ? text : readYaml(text);
    if (isFault(documents)) continue;
    for (const { value } of documents) {
      const own = isMapping(value) ? value['name'] : undefined;
      if (own !== undefined && own !== null) name = scalarText(own);
    }
  }
  if (name !== '') {
    const filled = substitute(name, { get: (variable) => located.environment.get(variable), unset: () => undefined });
    if (isFault(filled)) return filled;
    if (filled !== '') return normalizeName(filled) === filled ? filled : normalizeName(filled);
  }
  return normalizeName(basename(located.working));
}
