// Where the result of a build goes, and what is asked for in place of one.
import type { Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { driverLimit } from './options.ts';

/** One `--output`. */
export interface BuildOutput {
  readonly type: 'image' | 'local' | 'tar' | 'cacheonly';
  /** A path on the client's machine; `-` is standard output. Empty for an image. */
  readonly destination: string;
  /** Names of an image beside `--tag`s. */
  readonly names: readonly string[];
  readonly push: boolean;
}

/** `--output`s, `--push` and `--load`. */
export function readOutputs(flags: FlagValues, tags: readonly string[]): readonly BuildOutput[] | Failure {
  return outputsOf(flags.list('output'), tags, { push: flags.bool('push'), load: flags.bool('load') });
}

/** Outputs as they are written, with what `--push` and `--load` add. */
export function outputsOf(
  texts: readonly string[],
  tags: readonly string[],
  { push, load }: { readonly push: boolean; readonly load: boolean },
): readonly BuildOutput[] | Failure {
  const outputs: BuildOutput[] = [];
  for (const text of texts) {
    const output = outputOf(text, tags);
    if ('error' in output) return output;
    outputs.push(output);
  }
  if (push && tags.length === 0 && !outputs.some(({ names }) => names.length > 0))
    return { error: 'tag is needed when pushing to registry' };
  const images = outputs.filter(({ type }) => type === 'image');
  if (push && images.length > 0)
    return outputs.map((output) => (output.type === 'image' ? { ...output, push } : output));
  if (push || load || outputs.length === 0) outputs.push({ type: 'image', destination: '', names: [], push });
  return outputs;
}

function outputOf(text: string, tags: readonly string[]): BuildOutput | Failure {
  const fields = new Map(
    text.split(',').map((field) => {
      const equals = field.indexOf('=');
      return equals < 0 ? (['', field] as const) : ([field.slice(0, equals), field.slice(equals + 1)] as const);
    }),
  );
  const bare = fields.get('');
  const plain = { names: [], push: false };
  if (bare !== undefined && fields.size === 1)
    return bare === '-' ? { type: 'tar', destination: '-', ...plain } : { type: 'local', destination: bare, ...plain };
  const destination = fields.get('dest') ?? '';
  const type = fields.get('type') ?? (destination === '' ? '' : 'local');
  const names = (fields.get('name') ?? '').split(',').filter((name) => name !== '');
  switch (type) {
    case 'local':
      if (destination === '') return { error: 'dest is required for local exporter' };
      return destination === '-'
        ? { error: 'dest cannot be stdout for local exporter' }
        : { type, destination, ...plain };
    case 'tar':
      return { type, destination: destination === '' ? '-' : destination, ...plain };
    case 'oci':
      return driverLimit('OCI exporter', 'build-exporters');
    case 'docker':
      return destination === ''
        ? { type: 'image', destination, names, push: false }
        : driverLimit('Docker exporter', 'build-exporters');
    case 'registry':
    case 'image': {
      const push = type === 'registry' || fields.get('push') === 'true';
      if (push && names.length === 0 && tags.length === 0) return { error: 'tag is needed when pushing to registry' };
      return { type: 'image', destination: '', names, push };
    }
    case 'cacheonly':
      return { type, destination: '', ...plain };
    default:
      return { error: `failed to solve: exporter "${type}" could not be found` };
  }
}

/** `--check` and `--call`. */
export function readCall(flags: FlagValues): { readonly name: string; readonly format: string } | Failure | undefined {
  const text = flags.string('call');
  let name = '';
  let format = '';
  for (const field of text.split(',')) {
    const [option = '', value] = field.split(/=(.*)/s);
    if (value === undefined && name !== '') return { error: `invalid print name: ${text}` };
    if (value === undefined) name = field;
    else if (option === 'format') format = value;
    else return { error: `invalid print field: ${field}` };
  }
  if (flags.bool('check') || name === 'check' || name === 'lint') return { name: 'check', format };
  return name === 'build' || text === '' ? undefined : { name, format };
}
