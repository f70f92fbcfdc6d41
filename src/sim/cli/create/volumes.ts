// `--volume`: source:target:mode. A source makes it a bind or a named volume, its absence an anonymous volume.
import { isFailure, type Failure } from '../failure.ts';

/** What all `--volume` flags of a command ask for. */
export interface VolumeOptions {
  /** In the form of the Engine API's `Binds`, the source absolute if it was a relative path. */
  readonly binds: readonly string[];
  /** Targets of anonymous volumes. */
  readonly anonymous: readonly string[];
}

/** Reads the values of `--volume`; `absolute` makes a path on the client's machine absolute. */
export function parseVolumes(values: readonly string[], absolute: (path: string) => string): VolumeOptions | Failure {
  const binds: string[] = [];
  const anonymous: string[] = [];
  for (const value of new Set(values)) {
    const parts = split(value);
    if (isFailure(parts)) return parts;
    const [source = '', ...rest] = parts;
    if (rest.length === 0) anonymous.push(parts.join(':'));
    else if (source.startsWith('.')) binds.push([absolute(source), ...rest].join(':'));
    else binds.push(value);
  }
  return { binds, anonymous };
}

/** The grammar of Compose's volumes, which the client uses too. A single letter before a colon is a Windows drive. */
function split(value: string): string[] | Failure {
  if (value === '') return { error: 'invalid empty volume spec' };
  if (value.length <= 2) return [value];
  const parts = value.replace(/^([A-Za-z]):/, '$1\0').split(':');
  const whole = parts.map((part) => part.replace('\0', ':'));
  if (whole.some((part) => part === '')) return { error: `invalid spec: ${value}: empty section between colons` };
  if (whole.length > 3) return { error: `invalid spec: ${value}: too many colons` };
  return whole;
}
