// Compose files into one model: read, filled in, extended, included, merged, checked, brought into the long form.
import { absolute, dirname } from '../../../computer/filesystem/path.ts';
import { canonical, checkCanonical } from './canonical.ts';
import { Fault, isFault } from './fault.ts';
import { interpolate } from './interpolate.ts';
import { merge, resetPath } from './merge.ts';
import { resolvePath, resolvePaths, type Directories } from './paths.ts';
import { DuplicateKey, readYaml } from './read-yaml.ts';
import { composeSchema } from './schema.ts';
import { checkSchema } from './schema-check.ts';
import { isMapping, isSequence, scalarText, section, type Mapping, type Tree } from './tree.ts';
import { enforceUnicity } from './unique.ts';
import { parseDotenv } from './dotenv.ts';
import { quote } from '../../format/quote.ts';

/** What loading needs from outside. */
export interface Surroundings {
  /** The text of a file; a fault in the words of Go's `open`. */
  readonly read: (path: string) => string | Fault;
  readonly warn: (text: string) => void;
  readonly home: string;
}

/** How a model is loaded. */
export interface LoadOptions {
  readonly interpolate: boolean;
  readonly resolvePaths: boolean;
  /** True when the project's name was given on the command line: then nothing looks for it in the files. */
  readonly named: boolean;
}

/** Variables of a project by name. */
export type Environment = ReadonlyMap<string, string>;

/** Loads files into one model. */
export class ModelLoader {
  readonly #surroundings: Surroundings;
  readonly #options: LoadOptions;

  constructor(surroundings: Surroundings, options: LoadOptions) {
    this.#surroundings = surroundings;
    this.#options = options;
  }

  /** The model of some files, all in the long form, without names and defaults. */
  load(files: readonly string[], working: string, environment: Environment): Mapping | Fault {
    return this.#load(files, working, environment, []);
  }

  #load(
    files: readonly string[],
    working: string,
    environment: Environment,
    including: readonly string[],
  ): Mapping | Fault {
    let model: Mapping = {};
    for (const file of files) {
      const next = this.#file(model, file, working, environment, [...including, file]);
      if (isFault(next)) return next;
      model = next;
    }
    const long = canonical(model, this.#options.interpolate);
    if (Object.keys(model).length === 0) return new Fault('empty compose file');
    this.#warnOfExternalNames(model);
    if (isFault(long)) return long;
    const fault = checkCanonical(long);
    if (fault) return fault;
    return this.#options.resolvePaths ? resolvePaths(long, this.#directories(working)) : long;
  }

  #warnOfExternalNames(model: Mapping): void {
    for (const part of ['networks', 'volumes', 'secrets', 'configs'])
      for (const [name, entry] of Object.entries(section(model, part)))
        if (isMapping(entry) && isMapping(entry['external']) && entry['external']['name'] !== undefined)
          this.#surroundings.warn(`${part}.${name}: external.name is deprecated. Please set name and external: true`);
  }

  #directories = (working: string): Directories => ({ working, home: this.#surroundings.home });

  #file(
    model: Mapping,
    file: string,
    working: string,
    environment: Environment,
    including: readonly string[],
  ): Mapping | Fault {
    const documents = this.#read(file);
    if (isFault(documents)) return documents;
    let result = model;
    for (const { value, resets, dates } of documents) {
      const own = this.#prepare(value, environment);
      if (isFault(own)) return own;
      const extended = this.#extend(own, file, working, environment);
      if (isFault(extended)) return extended;
      for (const path of resets) result = resetPath(result, path) as Mapping;
      const included = this.#include(extended, working, environment, including);
      if (isFault(included)) return included;
      const merged = merge(result, included);
      if (isFault(merged)) return merged;
      const unique = enforceUnicity(merged) as Mapping | Fault;
      if (isFault(unique)) return unique;
      const fault = checkSchema(composeSchema, unique);
      if (fault) return new Fault(`validating ${file}: ${fault.error}`);
      const date = dates.find(([first]) => !String(first).startsWith('x-'));
      if (date) return new Fault(`validating ${file}: ${date.join('.')} invalid jsonType time.Time`);
      if (unique['version'] !== undefined)
        this.#surroundings.warn(
          `${file}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`,
        );
      result = Object.fromEntries(Object.entries(unique).filter(([key]) => key !== 'version'));
    }
    return result;
  }

  #read(file: string): ReturnType<typeof readYaml> {
    const text = this.#surroundings.read(file);
    if (isFault(text)) return text;
    const documents = readYaml(text);
    if (isFault(documents)) return this.#parseFault(documents, file);
    const filled = documents.filter(({ value }) => value !== null);
    const wrong = filled.find(({ value }) => !isMapping(value));
    if (wrong)
      return new Fault(
        this.#options.named
          ? `failed to parse ${file}: top-level object must be a mapping`
          : `yaml: unmarshal errors:\n  line 1: cannot unmarshal ${yamlTag(wrong.value)} into cli.named`,
      );
    return filled;
  }

  /** Compose looks for the name first, and stumbles there over what is no YAML at all. */
  #parseFault(fault: Fault, file: string): Fault {
    const duplicate = fault instanceof DuplicateKey ? fault : undefined;
    if (this.#options.named || (duplicate && duplicate.depth > 0))
      return new Fault(`failed to parse ${file}: ${fault.error}`);
    return duplicate ? new Fault(`yaml: unmarshal errors:\n  ${fault.error}`) : fault;
  }

  #prepare(value: Tree, environment: Environment): Mapping | Fault {
    const mapping = isMapping(value) ? value : {};
    if (!this.#options.interpolate) return mapping;
    return interpolate(mapping, {
      get: (name) => environment.get(name),
      unset: (name) => {
        this.#surroundings.warn(`The ${quote(name)} variable is not set. Defaulting to a blank string.`);
      },
      oldBoolean: (text, meaning) => {
        this.#surroundings.warn(`${quote(text)} for boolean is not supported by YAML 1.2, please use \`${meaning}\``);
      },
    });
  }

  #extend(own: Mapping, file: string, working: string, environment: Environment): Mapping | Fault {
    const { services } = own;
    if (services === undefined) return own;
    if (!isMapping(services)) return new Fault('services must be a mapping');
    const done = new Map<string, Tree>();
    for (const name of Object.keys(services)) {
      const extended = this.#extendService(name, services, { file, working, environment, done, open: [] });
      if (isFault(extended)) return extended;
      done.set(name, extended);
    }
    return { ...own, services: Object.fromEntries(done) };
  }

  #extendService(name: string, services: Mapping, place: Extending): Tree | Fault {
    const known = place.done.get(name);
    if (known !== undefined) return known;
    const service = services[name] ?? null;
    if (service === null) return null;
    if (!isMapping(service)) return new Fault(`services.${name} must be a mapping`);
    const from = service['extends'];
    if (from === undefined || from === null) return service;
    const [reference, otherFile] = isMapping(from) ? [from['service'], from['file']] : [from, undefined];
    if (typeof reference !== 'string') return new Fault(`extends.${name}.service is required`);
    const key = `${place.file}:${name}`;
    if (place.open.includes(key)) return circular(place.open, key);
    const open = [...place.open, key];
    let base: Tree | Fault;
    if (typeof otherFile === 'string') base = this.#baseOfFile(name, reference, otherFile, { ...place, open });
    else if (!Object.hasOwn(services, reference))
      return new Fault(`cannot extend service ${quote(name)} in ${place.file}: service ${quote(reference)} not found`);
    else base = this.#extendService(reference, services, { ...place, open });
    if (isFault(base)) return base;
    if (!isMapping(base)) return service;
    const merged = merge(base, service, ['services', name]);
    if (isFault(merged)) return merged;
    return Object.fromEntries(Object.entries(merged).filter(([field]) => field !== 'extends'));
  }

  #baseOfFile(name: string, reference: string, otherFile: string, place: Extending): Tree | Fault {
    const path = resolvePath(otherFile, this.#directories(place.working));
    const documents = this.#read(path);
    if (isFault(documents)) return documents;
    let other: Mapping = {};
    for (const { value } of documents) {
      const own = this.#prepare(value, place.environment);
      if (isFault(own)) return own;
      const merged = merge(other, own);
      if (isFault(merged)) return merged;
      other = merged;
    }
    if (other['services'] === undefined)
      return new Fault(`cannot extend service ${quote(name)} in ${path}: no services section`);
    if (!isMapping(other['services']))
      return new Fault(`cannot extend service ${quote(name)} in ${path}: services must be a mapping`);
    if (!Object.hasOwn(other['services'], reference))
      return new Fault(
        `cannot extend service ${quote(name)} in ${place.file}: service ${quote(reference)} not found in ${otherFile}`,
      );
    const base = this.#extendService(reference, other['services'], {
      ...place,
      file: path,
      working: dirname(path),
      done: new Map(),
    });
    if (isFault(base) || !isMapping(base)) return base;
    const long = canonical({ services: { [reference]: base } }, this.#options.interpolate);
    if (isFault(long)) return long;
    return section(resolvePaths(long, this.#directories(dirname(path))), 'services')[reference] ?? null;
  }

  #include(own: Mapping, working: string, environment: Environment, including: readonly string[]): Mapping | Fault {
    const { include, ...rest } = own;
    if (include === undefined || include === null) return own;
    if (!isSequence(include))
      return isMapping(include) ? own : new Fault(`\`include\` must be a list, got ${scalarText(include)}`);
    let result: Mapping = rest;
    for (const entry of include) {
      const imported = this.#included(entry, working, environment, including);
      if (isFault(imported)) return imported;
      const joined = importParts(result, imported);
      if (isFault(joined)) return joined;
      result = joined;
    }
    return result;
  }

  #included(entry: Tree, working: string, environment: Environment, including: readonly string[]): Mapping | Fault {
    const fields: Mapping = isMapping(entry) ? entry : { path: entry };
    const listed = (value: Tree | undefined): string[] =>
      value === undefined || value === null ? [] : (isSequence(value) ? value : [value]).map(scalarText);
    const paths = listed(fields['path']);
    const remote = paths.find((path) => /^(?:oci|git|https?|ssh):\/\/|^git@|^github\.com\//.test(path));
    if (remote !== undefined) return new Fault(`not simulated: include ${remote}`);
    if (paths.length === 0) return {};
    const here = this.#directories(working);
    const files = paths.map((path) => resolvePath(path, here));
    const again = files.find((file) => including.includes(file));
    if (again !== undefined)
      return new Fault(
        `include cycle detected:\n${including[0] ?? ''}\n include ${[...including.slice(1), again].join('\n include ')}`,
      );
    const directory =
      fields['project_directory'] === undefined
        ? dirname(files[0] ?? working)
        : resolvePath(scalarText(fields['project_directory']), here);
    const envFiles = listed(fields['env_file']);
    const given = envFiles.length > 0 ? envFiles.map((file) => resolvePath(file, here)) : undefined;
    const variables = this.#environmentOf(given, directory, environment);
    return isFault(variables) ? variables : this.#load(files, directory, variables, including);
  }

  /** The variables of an included project: those of the project around it count more. */
  #environmentOf(
    files: readonly string[] | undefined,
    directory: string,
    environment: Environment,
  ): Environment | Fault {
    const result = new Map<string, string>();
    for (const file of files ?? [absolute('.env', directory)]) {
      if (file === '/dev/null') continue;
      const text = this.#surroundings.read(file);
      if (isFault(text)) {
        if (!files) continue;
        return new Fault(text.error.replace(/^open/, 'stat'));
      }
      const found = parseDotenv(text, (name) => environment.get(name) ?? result.get(name));
      if (isFault(found)) return new Fault(`failed to read ${file}: ${found.error}`);
      for (const [name, value] of found) result.set(name, value);
    }
    for (const [name, value] of environment) result.set(name, value);
    return result;
  }
}

/** Where a chain of `extends` stands. */
interface Extending {
  readonly file: string;
  readonly working: string;
  readonly environment: Environment;
  /** Services of the file that are extended already. */
  readonly done: Map<string, Tree>;
  readonly open: readonly string[];
}

function circular(open: readonly string[], key: string): Fault {
  const place = (one: string): string => {
    const at = one.lastIndexOf(':');
    return `${one.slice(at + 1)} in ${one.slice(0, at)}`;
  };
  return new Fault(`Circular reference:\n  ${[...open, key].map(place).join('\n  extends ')}`);
}

const yamlTag = (value: Tree): string =>
  isSequence(value)
    ? '!!seq'
    : `!!${typeof value === 'string' ? 'str' : typeof value === 'number' ? 'int' : 'bool'} \`${scalarText(value).slice(0, 7)}${scalarText(value).length > 7 ? '...' : ''}\``;

/** An included model joins the file; what both define has to be the same. */
function importParts(own: Mapping, imported: Mapping): Mapping | Fault {
  const result: Record<string, Tree> = { ...own };
  for (const part of ['services', 'volumes', 'networks', 'secrets', 'configs', 'models']) {
    const entries = section(imported, part);
    if (Object.keys(entries).length === 0) continue;
    const before = section(own, part);
    for (const [name, entry] of Object.entries(entries))
      if (Object.hasOwn(before, name) && JSON.stringify(before[name]) !== JSON.stringify(entry))
        return new Fault(`${part}.${name} conflicts with imported resource`);
    result[part] = { ...before, ...entries };
  }
  return result;
}
