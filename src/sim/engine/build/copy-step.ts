// COPY and ADD: files of the context, of another stage, of an image or of the Dockerfile itself.
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { LayerStep, StageRun } from './layer-step.ts';
import { filesOf } from './files-of.ts';
import { ownerIn } from './copy-owner.ts';
import { contentOf, copyInto, findSources, type FoundSource } from './copy-files.ts';
import { flagSwitch, flagValue, flagValues } from './dockerfile/check.ts';
import { BuildError, type Heredoc, type Instruction } from './dockerfile/node.ts';
import { expandWord } from './dockerfile/expand.ts';
import { changeFiles } from './overlay-step.ts';
import type { Fetched } from './fetch-url.ts';
import { sha256 } from '../../oci/digest.ts';
import { documentInput } from './layer-step.ts';
import { epochOf } from './epoch.ts';
import { cleanPath } from '../../computer/filesystem/ignore-patterns.ts';
import { absolute } from './paths.ts';
import { variables, type Words } from './state.ts';

const isUrl = (source: string): boolean => /^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/)/.test(source);

/** The step; its sources are looked up first, since their content is what the cache goes by. */
export function* copyStep(run: StageRun, instruction: Instruction, words: Words): Task<LayerStep | BuildError> {
  const { site, state } = run;
  const { name, rest, json, heredocs, flags } = instruction;
  const expanded = words.each(json ?? rest.trim().split(/\s+/));
  if (expanded instanceof BuildError) return expanded;
  const destinationText = expanded.at(-1) ?? '';
  const sources = expanded.slice(0, -1).filter((word) => !/^<<-?/.test(word));
  if (name === 'ADD' && flagValue(instruction, 'checksum') !== undefined && !sources.some(isUrl))
    return new BuildError('checksum requires HTTP(S) or Git sources', instruction.range);
  const digest = flagValue(instruction, 'checksum');
  const unfit = digest === undefined ? undefined : digestProblem(digest);
  if (unfit !== undefined) return new BuildError(unfit, instruction.range);
  const options = readOptions(instruction, words);
  if (options instanceof BuildError) return options;

  const shown = words
    .shown(`${name} ${instruction.original.replace(/^\S+\s*/, '')}`, {})
    .replace(/<<(-?)["']([^"']+)["']/g, '<<$1$2');
  const address = name === 'ADD' ? sources.find(isUrl) : undefined;
  const keepsGit = flagSwitch(instruction, 'keep-git-dir');
  const fetched = address === undefined || keepsGit ? undefined : yield* site.fetch(address);
  const refusal =
    address === undefined
      ? undefined
      : fetched === undefined || sources.length > 1
        ? `not simulated: ADD ${address}`
        : whyNot(fetched, flagValue(instruction, 'checksum'));
  if (address !== undefined && refusal !== undefined) return remoteStep(shown, address, refusal);
  const wantsFiles = fetched === undefined && (heredocs.length === 0 || sources.length > 0);
  const files = wantsFiles ? yield* sourceFiles(run, instruction, words) : undefined;
  if (files instanceof BuildError) return files;
  const found: FoundSource[] = [];
  const patterns = flagValues(instruction, 'exclude');
  let missing: string | undefined;
  if (typeof fetched === 'object') found.push(fileOf(fetched, site.clock));
  for (const source of sources.filter((each) => each !== address)) {
    const path = files ? findSources(files, source, patterns) : [];
    if (path) found.push(...path);
    else missing ??= cleanPath(`/${source}`);
  }
  found.push(...documents(site, state, heredocs, site.file.escape));

  const destination = absolute(state.config.WorkingDir ?? '/', destinationText);
  const several = sources.length + heredocs.length > 1;
  const intoDirectory =
    several || destinationText.endsWith('/') || destinationText === '.' || destinationText.endsWith('/.');
  const listed = [...sources, ...heredocs.map((heredoc) => `<<${heredoc.name}`), destinationText];
  const createdBy = `${[name, ...options.flags, ...listed].join(' ')} # buildkit`;
  return {
    name: shown,
    ingredients: {
      instruction: name,
      facts: [
        {
          about: 'source',
          name: '',
          value: [...sources, ...heredocs.map((heredoc) => heredoc.name)].map(lastName).join(' '),
        },
        { about: 'destination', name: '', value: slashed(destination, intoDirectory && !several) },
        ...[...options.flags, ...patterns.map((pattern) => `--exclude=${pattern}`)].map((flag) => {
          const [option = '', ...value] = flag.split('=');
          return { about: 'option' as const, name: option, value: value.join('=') };
        }),
        ...epochOf(site.request),
      ],
      ...(missing === undefined ? contentOf(found) : { content: `missing ${missing}`, files: {} }),
    },
    createdBy,
    usesCache: false,
    inputs: [
      ...heredocs.map(({ content }) => documentInput(content)),
      ...(typeof fetched === 'object' ? [{ name: undefined, key: `${address} ${sha256(fetched.bytes)}` }] : []),
    ],
    *run({ engine }, below) {
      yield* sleep(5);
      if (missing !== undefined)
        return {
          failure: `failed to compute cache key: failed to calculate checksum of ref ${site.reference()}: "${missing}": not found`,
        };
      return changeFiles(engine, below, createdBy, (target) =>
        copyInto(target, found, destination, {
          owner: ownerIn(target, options.owner),
          mode: options.mode,
          madeMode: options.madeMode,
          unpacks:
            name === 'ADD' &&
            (flags.some((flag) => flag.startsWith('--unpack'))
              ? flagSwitch(instruction, 'unpack')
              : fetched === undefined),
          parents: flagSwitch(instruction, 'parents'),
          intoDirectory,
          clock: site.clock,
        }),
      );
    },
  };
}

interface CopyFlags {
  readonly owner: string | undefined;
  readonly mode: ((mode: number, directory: boolean) => number) | undefined;
  /** Of directories that are made on the way; signs do not concern them. */
  readonly madeMode: number | undefined;
  /** As the history shows them. */
  readonly flags: readonly string[];
}

const symbolicModes = /^[ugoa]*[-+=][rwxX]*(?:,[ugoa]*[-+=][rwxX]*)*$/;

function readOptions(instruction: Instruction, words: Words): CopyFlags | BuildError {
  const owner = words.one(flagValue(instruction, 'chown') ?? '');
  const mode = words.one(flagValue(instruction, 'chmod') ?? '');
  if (owner instanceof BuildError) return owner;
  if (mode instanceof BuildError) return mode;
  if (mode !== '' && !/^\d/.test(mode) && !symbolicModes.test(mode))
    return new BuildError('invalid syntax', instruction.range);
  const octal = /^[0-7]{1,5}$/.test(mode) ? parseInt(mode, 8) : undefined;
  const symbolic = symbolicModes.test(mode);
  if (mode !== '' && octal === undefined && !symbolic)
    return new BuildError(
      `invalid chmod parameter: '${mode}'. it should be octal string and between 0 and 07777`,
      instruction.range,
    );
  return {
    owner: owner === '' ? undefined : owner,
    mode: mode === '' ? undefined : (before, directory) => octal ?? symbolicMode(mode, before, directory),
    madeMode: octal,
    flags: [
      ...(flagSwitch(instruction, 'parents') ? ['--parents'] : []),
      ...(owner === '' ? [] : [`--chown=${owner}`]),
      ...(mode === '' ? [] : [`--chmod=${mode}`]),
    ],
  };
}

/** A mode after the changes of a text such as `u+x,go-w`. */
function symbolicMode(text: string, before: number, directory: boolean): number {
  let mode = before;
  for (const clause of text.split(',')) {
    const [, who = '', sign = '', what = ''] = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(clause) ?? [];
    let bits = 0;
    for (const letter of what)
      bits |= letter === 'r' ? 4 : letter === 'w' ? 2 : letter === 'x' || directory || (mode & 0o111) !== 0 ? 1 : 0;
    for (const [letter, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (who !== '' && !who.includes(letter) && !who.includes('a')) continue;
      if (sign === '+') mode |= bits << shift;
      else if (sign === '-') mode &= ~(bits << shift);
      else mode = (mode & ~(7 << shift)) | (bits << shift);
    }
  }
  return mode;
}

/** The last name of a source, which is part of what the cache goes by. */
const lastName = (source: string): string => source.replace(/\/+$/, '').split('/').at(-1) || '.';

const slashed = (path: string, directory: boolean): string => (directory && !path.endsWith('/') ? `${path}/` : path);

/** Where sources are looked for. */
function* sourceFiles(
  { site, stage }: StageRun,
  instruction: Instruction,
  words: Words,
): Task<FileSystem | BuildError> {
  const clock = (): number => site.clock;
  const from = words.one(flagValue(instruction, 'from') ?? '');
  if (from instanceof BuildError) return from;
  if (from === '') return yield* site.context.files(site.paths);
  const earlier = site.source(from, stage);
  if (earlier) {
    const built = yield* site.build(earlier);
    return built instanceof BuildError ? built : filesOf(site.tree(built.snapshot.chain.at(-1)), clock);
  }
  const base = yield* site.base(from, '');
  if ('failure' in base) return new BuildError(base.failure, instruction.range);
  site.showBase(`FROM ${base.name}`, base, false);
  return filesOf(site.tree(base.snapshot.chain.at(-1)), clock);
}

/** The here-documents of an instruction as files. */
function documents(
  site: StageRun['site'],
  state: StageRun['state'],
  heredocs: readonly Heredoc[],
  escape: string,
): FoundSource[] {
  const values = variables(state);
  return heredocs.map(({ name, content, expand, chomp }) => {
    const text = chomp ? content.replace(/^\t+/gm, '') : content;
    const expanded = expand
      ? expandWord(text, { escape, lookup: (each) => values.get(each), plainQuotes: true })
      : { word: text };
    const bytes = new TextEncoder().encode('word' in expanded ? expanded.word : text);
    const mtime = site.clock;
    return {
      path: `/${name}`,
      directory: false,
      entries: [{ path: '', type: 'file', mode: 0o644, uid: 0, gid: 0, mtime, content: bytes }],
    };
  });
}

/** What is wrong with the text of a checksum. */
function digestProblem(text: string): string | undefined {
  const [algorithm = '', hex] = text.split(/:(.*)/s);
  if (hex === undefined) return 'invalid checksum digest format';
  const length = { sha256: 64, sha384: 96, sha512: 128 }[algorithm];
  if (length === undefined) return 'unsupported digest algorithm';
  if (hex.length !== length) return 'invalid checksum digest length';
  return /^[0-9a-f]+$/.test(hex) ? undefined : 'invalid checksum digest format';
}

/** Why a file that was asked for is not to be used. */
function whyNot(fetched: Fetched | string, checksum: string | undefined): string | undefined {
  if (typeof fetched === 'string')
    return fetched.startsWith('not simulated') ? fetched : `failed to load cache key: ${fetched}`;
  const digest = sha256(fetched.bytes);
  return checksum === undefined || checksum === digest ? undefined : `digest mismatch ${digest}: ${checksum}`;
}

/** A file from an address, its owner's alone, or what a repository holds. */
const fileOf = ({ name, bytes, entries }: Fetched, mtime: number): FoundSource => ({
  path: `/${name}`,
  directory: entries !== undefined,
  entries: entries ?? [{ path: '', type: 'file', mode: 0o600, uid: 0, gid: 0, mtime, content: bytes }],
});

/** ADD of an address that cannot be had. */
const remoteStep = (name: string, url: string, failure: string): LayerStep => ({
  name,
  ingredients: { instruction: 'ADD', facts: [{ about: 'source', name: '', value: url }], content: '', files: {} },
  createdBy: name,
  usesCache: false,
  *run() {
    yield* sleep(5);
    return { failure, nowhere: true };
  },
});
