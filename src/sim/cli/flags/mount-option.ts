// The value of `--mount` (`type=bind,source=…,target=…`), with Docker's words for what is wrong with it.
import type { Parsed } from '../format/duration.ts';
import { parseBoolean } from '../format/number.ts';
import { ramInBytes } from '../format/units.ts';
import { readCsv } from './csv.ts';
import { pair, setEntry } from './pair.ts';

/** One `--mount`, in the shape of the Engine API's `Mount`. */
export interface MountOption {
  Type: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: {
    Propagation?: string;
    NonRecursive?: boolean;
    ReadOnlyNonRecursive?: boolean;
    ReadOnlyForceRecursive?: boolean;
  };
  VolumeOptions?: {
    NoCopy?: boolean;
    Labels?: Record<string, string>;
    DriverConfig?: { Name?: string; Options?: Record<string, string> };
    Subpath?: string;
  };
  ImageOptions?: { Subpath?: string };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number };
}

/** Parses the value of `--mount`. Sources that start with `.` stay relative: the command makes them absolute. */
export function parseMount(text: string): Parsed<MountOption> {
  const fields = readCsv(text);
  if ('error' in fields) return fields;
  const mount: MountOption = { Type: 'volume' };
  const bind = (): NonNullable<MountOption['BindOptions']> => (mount.BindOptions ??= {});
  const volume = (): NonNullable<MountOption['VolumeOptions']> => (mount.VolumeOptions ??= {});
  const driver = (): { Name?: string; Options?: Record<string, string> } => (volume().DriverConfig ??= {});
  for (const field of fields.value) {
    const [rawKey, given] = pair(field);
    const key = rawKey.toLowerCase();
    const bare = given === undefined;
    if (bare && !['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive'].includes(key)) {
      return { error: `invalid field '${field}' must be a key=value pair` };
    }
    const value = given ?? 'true';
    const flag = (): Parsed<boolean> => {
      const parsed = parseBoolean(value);
      return 'error' in parsed ? { error: `invalid value for ${key}: ${value}` } : parsed;
    };
    switch (key) {
      case 'type':
        mount.Type = value.toLowerCase();
        break;
      case 'source':
      case 'src':
        mount.Source = value;
        break;
      case 'target':
      case 'dst':
      case 'destination':
        mount.Target = value;
        break;
      case 'readonly':
      case 'ro': {
        const parsed = flag();
        if ('error' in parsed) return parsed;
        mount.ReadOnly = parsed.value;
        break;
      }
      case 'consistency':
        mount.Consistency = value.toLowerCase();
        break;
      case 'bind-propagation':
        bind().Propagation = value.toLowerCase();
        break;
      case 'bind-nonrecursive': {
        const parsed = flag();
        if ('error' in parsed) return parsed;
        bind().NonRecursive = parsed.value;
        break;
      }
      case 'bind-recursive':
        if (value === 'disabled') bind().NonRecursive = true;
        else if (value === 'writable') bind().ReadOnlyNonRecursive = true;
        else if (value === 'readonly') bind().ReadOnlyForceRecursive = true;
        else if (value !== 'enabled') {
          return {
            error: `invalid value for ${key}: ${value} (must be "enabled", "disabled", "writable", or "readonly")`,
          };
        }
        break;
      case 'volume-subpath':
        volume().Subpath = value;
        break;
      case 'volume-nocopy': {
        const parsed = flag();
        if ('error' in parsed) return parsed;
        volume().NoCopy = parsed.value;
        break;
      }
      case 'volume-label':
        setEntry((volume().Labels ??= {}), value);
        break;
      case 'volume-driver':
        driver().Name = value;
        break;
      case 'volume-opt':
        setEntry((driver().Options ??= {}), value);
        break;
      case 'image-subpath':
        mount.ImageOptions = { Subpath: value };
        break;
      case 'tmpfs-size': {
        const size = ramInBytes(value);
        if ('error' in size) return { error: `invalid value for ${key}: ${value}` };
        (mount.TmpfsOptions ??= {}).SizeBytes = size.value;
        break;
      }
      case 'tmpfs-mode':
        if (!/^[0-7]+$/.test(value)) return { error: `invalid value for ${key}: ${value}` };
        (mount.TmpfsOptions ??= {}).Mode = Number.parseInt(value, 8);
        break;
      default:
        return { error: `unexpected key '${rawKey}' in '${field}'` };
    }
  }
  // The client always sends one.
  if (mount.VolumeOptions) mount.VolumeOptions.DriverConfig ??= {};
  return checkMount(mount);
}

function checkMount(mount: MountOption): Parsed<MountOption> {
  if (mount.Type === '') return { error: 'type is required' };
  if (mount.VolumeOptions && mount.Type !== 'volume') {
    return { error: `cannot mix 'volume-*' options with mount type '${mount.Type}'` };
  }
  if (mount.ImageOptions && mount.Type !== 'image') {
    return { error: `cannot mix 'image-*' options with mount type '${mount.Type}'` };
  }
  if (mount.BindOptions && mount.Type !== 'bind') {
    return { error: `cannot mix 'bind-*' options with mount type '${mount.Type}'` };
  }
  if (mount.TmpfsOptions && mount.Type !== 'tmpfs') {
    return { error: `cannot mix 'tmpfs-*' options with mount type '${mount.Type}'` };
  }
  if ((mount.Target ?? '') === '') return { error: 'target is required' };
  if (mount.BindOptions?.ReadOnlyNonRecursive === true && mount.ReadOnly !== true) {
    return { error: "option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction" };
  }
  if (mount.BindOptions?.ReadOnlyForceRecursive === true && mount.ReadOnly !== true) {
    return { error: "option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction" };
  }
  if (mount.BindOptions?.ReadOnlyForceRecursive === true && mount.BindOptions.Propagation !== 'rprivate') {
    return {
      error: "option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction",
    };
  }
  return { value: mount };
}
