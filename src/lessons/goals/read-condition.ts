// Reads goals and their conditions from a lesson's `goals` block (docs/lesson-format.md, Goals).
import { readMap, type Fields, type Report } from '../yaml-fields.ts';
import type { Amount, Comparison, Condition, FileTest, Goal, MountWish, PortWish, TextTest } from './condition.ts';

/**
 * The goals of a block: lines at the left edge that end in a colon are words, what is indented below is the condition.
 * `line` is the file's line of the block's first one.
 */
export function readGoals(text: string, line: number, report: Report): Goal[] {
  const goals: Goal[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length;) {
    const head = lines[index] ?? '';
    const begin = ++index;
    while (index < lines.length && /^(\s|$)/.test(lines[index] ?? '')) index++;
    if (head.trim() === '') continue;
    if (!/^\S.*:$/.test(head)) {
      report(line + begin - 1, 'A goal begins with its words and a colon; its condition is indented below.');
      continue;
    }
    const fields = readMap(lines.slice(begin, index).join('\n'), line + begin, report);
    const goal = fields && readGoal(head.slice(0, -1), fields, line + begin - 1);
    if (goal) goals.push(goal);
  }
  return goals;
}

function readGoal(words: string, fields: Fields, line: number): Goal | undefined {
  const keep = fields.boolean('keep') ?? false;
  const otherwise = fields.text('otherwise');
  const condition = readCondition(fields);
  return condition && { words, condition, keep, otherwise, line };
}

type Reader = (fields: Fields) => Condition | undefined;

/** How a condition is read, by its subject. Each asks for all it may have. */
const subjects: Readonly<Record<string, Reader>> = {
  container: (fields) => ({
    kind: 'container',
    name: nameOrAny(fields, 'container'),
    ...given({
      state: states(fields),
      image: fields.text('image'),
      exit: amount(fields, 'exit'),
      env: textTests(fields, 'env'),
      ports: each(fields, 'ports', readPort, 'as in "8080:80"'),
      mounts: each(fields, 'mounts', readMount, 'as in "data:/data"'),
      networks: fields.texts('networks'),
      labels: textTests(fields, 'labels'),
      restart: fields.text('restart'),
      health: fields.choice('health', ['none', 'starting', 'healthy', 'unhealthy']),
      user: fields.text('user'),
      memory: amount(fields, 'memory', readSize),
      cpus: amount(fields, 'cpus'),
      pids: amount(fields, 'pids'),
      readonly: fields.boolean('readonly'),
      privileged: fields.boolean('privileged'),
      cap_add: fields.texts('cap_add'),
      cap_drop: fields.texts('cap_drop'),
      hostname: fields.text('hostname'),
      workdir: fields.text('workdir'),
      command: pattern(fields, 'command'),
      restarts: amount(fields, 'restarts'),
      oom: fields.boolean('oom'),
      files: files(fields),
      count: amount(fields, 'count'),
    }),
  }),
  image: (fields) => ({
    kind: 'image',
    name: nameOrAny(fields, 'image'),
    ...given({
      layers: amount(fields, 'layers'),
      size: amount(fields, 'size', readSize),
      user: fields.text('user'),
      env: textTests(fields, 'env'),
      labels: textTests(fields, 'labels'),
      workdir: fields.text('workdir'),
      expose: fields.texts('expose'),
      command: pattern(fields, 'command'),
      entrypoint: pattern(fields, 'entrypoint'),
      healthcheck: fields.boolean('healthcheck'),
      architecture: fields.text('architecture'),
      files: files(fields),
      same_as: fields.text('same_as'),
      built_on: fields.text('built_on'),
      count: amount(fields, 'count'),
    }),
  }),
  volume: (fields) => ({
    kind: 'volume',
    name: nameOrAny(fields, 'volume'),
    ...given({
      files: files(fields),
      labels: textTests(fields, 'labels'),
      anonymous: fields.boolean('anonymous'),
      used_by: fields.text('used_by'),
      count: amount(fields, 'count'),
    }),
  }),
  network: (fields) => ({
    kind: 'network',
    name: nameOrAny(fields, 'network'),
    ...given({
      driver: fields.text('driver'),
      subnet: fields.text('subnet'),
      internal: fields.boolean('internal'),
      containers: fields.texts('containers'),
      count: amount(fields, 'count'),
    }),
  }),
  file: (fields) => ({
    kind: 'file',
    path: fields.text('file') ?? '',
    ...given({
      contains: fields.text('contains'),
      matches: pattern(fields, 'matches'),
      absent: fields.boolean('absent'),
      executable: fields.boolean('executable'),
    }),
  }),
  process: (fields) => {
    const wanted = pattern(fields, 'process');
    const rest = given({ in: fields.text('in'), user: amount(fields, 'user'), count: amount(fields, 'count') });
    return wanted && { kind: 'process', pattern: wanted, ...rest };
  },
  typed: (fields) => {
    const wanted = pattern(fields, 'typed');
    const rest = given({ exit: amount(fields, 'exit'), count: amount(fields, 'count') });
    return wanted && { kind: 'typed', pattern: wanted, ...rest };
  },
  pushed: (fields) => ({ kind: 'pushed', reference: fields.text('pushed') ?? '' }),
  answers: (fields) => {
    const url = fields.text('answers') ?? '';
    const status = fields.whole('status', 100, 599) ?? 200;
    const rest = given({ contains: fields.text('contains'), from: fields.text('from') });
    if (!/^http:\/\/[\w.-]+(:\d+)?(\/[^\s']*)?$/.test(url)) {
      fields.problem('answers', '"answers" must be an address as in "http://localhost:8080/".');
      return undefined;
    }
    return { kind: 'answers', url, status, ...rest };
  },
  shell: (fields) => ({
    kind: 'shell',
    line: fields.text('shell') ?? '',
    exit: fields.whole('exit', 0, 255) ?? 0,
    ...given({ prints: pattern(fields, 'prints'), in: fields.text('in') }),
  }),
  all: (fields) => combination(fields, 'all'),
  any: (fields) => combination(fields, 'any'),
  not: (fields) => {
    const inner = fields.map('not');
    const condition = inner && readCondition(inner);
    return condition && { kind: 'not', condition };
  },
};

/** Reads the condition that a map is; undefined, with a report, when it is none. */
function readCondition(fields: Fields): Condition | undefined {
  // A container has an `image`, too: what stands first in the table decides.
  const subject = Object.keys(subjects).find((key) => fields.has(key));
  if (subject === undefined) {
    fields.problem('', `A condition needs one of: ${Object.keys(subjects).join(', ')}.`);
    return undefined;
  }
  const condition = subjects[subject]?.(fields);
  fields.finish(`A condition on "${subject}"`);
  return condition;
}

function combination(fields: Fields, kind: 'all' | 'any'): Condition | undefined {
  const conditions = fields.maps(kind)?.map(readCondition);
  if (!conditions?.every((condition) => condition !== undefined)) return undefined;
  return { kind, conditions };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are there. */
function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}

function nameOrAny(fields: Fields, key: string): string | undefined {
  const name = fields.text(key);
  return name === 'any' ? undefined : name;
}

const containerStates = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

function states(fields: Fields): readonly string[] | undefined {
  const texts = fields.texts('state');
  const strange = texts?.find((text) => !containerStates.includes(text));
  if (strange === undefined) return texts;
  fields.problem('state', `"${strange}" is no state. There are: ${containerStates.join(', ')}.`);
  return undefined;
}

function each<T>(fields: Fields, key: string, read: (text: string) => T | undefined, how: string): T[] | undefined {
  const made = fields.texts(key)?.map(read);
  if (made === undefined) return undefined;
  const found = made.filter((item) => item !== undefined);
  if (found.length < made.length) fields.problem(key, `"${key}" must be written ${how}.`);
  return found;
}

function readPort(text: string): PortWish | undefined {
  const match = /^(?:(?:(\d+\.\d+\.\d+\.\d+):)?(\d+):)?(\d+)(?:\/(tcp|udp))?$/.exec(text);
  if (!match) return undefined;
  const [, address, host, container, protocol] = match;
  return {
    address,
    host: host === undefined ? undefined : Number(host),
    container: Number(container),
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
  };
}

function readMount(text: string): MountWish | undefined {
  const match = /^([^:]+):(\/[^:]*)(?::(ro|rw))?$/.exec(text);
  if (!match) return undefined;
  const [, source = '', destination = '', mode] = match;
  return { source, destination, readOnly: mode === undefined ? undefined : mode === 'ro' };
}

/** `/…/` is a pattern, `*` anything, all else itself. */
function readText(text: string, otherwise: 'exactly' | 'contains'): TextTest | undefined {
  if (text === '*') return { kind: 'anything' };
  const inner = /^\/(.+)\/$/s.exec(text)?.[1];
  return inner === undefined ? { kind: otherwise, text } : readPattern(inner);
}

function readPattern(text: string): TextTest | undefined {
  try {
    return { kind: 'matches', pattern: new RegExp(text, 'm'), text };
  } catch {
    return undefined;
  }
}

function pattern(fields: Fields, key: string): TextTest | undefined {
  const text = fields.text(key);
  if (text === undefined) return undefined;
  const test = readPattern(text);
  if (!test) fields.problem(key, `"${key}" must be a regular expression.`);
  return test;
}

function textTests(fields: Fields, key: string): ReadonlyMap<string, TextTest> | undefined {
  const texts = fields.textMap(key);
  if (!texts) return undefined;
  const tests = new Map<string, TextTest>();
  for (const [name, text] of texts) {
    const test = readText(text, 'exactly');
    if (!test) {
      fields.problem(key, `"${text}" is not a regular expression.`);
      return undefined;
    }
    tests.set(name, test);
  }
  return tests;
}

function files(fields: Fields): ReadonlyMap<string, FileTest> | undefined {
  const texts = fields.textMap('files');
  if (!texts) return undefined;
  const tests = new Map<string, FileTest>();
  for (const [path, text] of texts) {
    const test = text === 'true' || text === 'false' ? text === 'true' : readText(text, 'contains');
    if (test === undefined) {
      fields.problem('files', `"${text}" is not a regular expression.`);
      return undefined;
    }
    tests.set(path, test);
  }
  return tests;
}

function amount(fields: Fields, key: string, read: (text: string) => number = Number): Amount | undefined {
  const text = fields.text(key);
  if (text === undefined) return undefined;
  const [, comparison = '=', number = ''] = /^(<=|>=|<|>|=)?\s*(.*)$/.exec(text) ?? [];
  const value = read(number);
  if (number === '' || !Number.isFinite(value)) {
    fields.problem(key, `"${key}" must be an amount, alone or after <, <=, > or >=.`);
    return undefined;
  }
  return { comparison: comparison as Comparison, value, text: number };
}

const units: Readonly<Record<string, number>> = {
  b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, kb: 1000, mb: 1000 ** 2, gb: 1000 ** 3,
}; // prettier-ignore

/** Bytes: `256m` as `--memory` counts (1024), `20MB` as `docker images` prints (1000). */
function readSize(text: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)\s*([a-zA-Z]*)$/.exec(text) ?? [];
  return number === '' ? NaN : Number(number) * (unit === '' ? 1 : (units[unit.toLowerCase()] ?? NaN));
}
