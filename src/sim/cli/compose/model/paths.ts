// Paths of a compose file are relative to its project's directory, `~` to the home directory.
import { absolute } from '../../../computer/filesystem/path.ts';
import { isMapping, isSequence, mapValues, matches, type Mapping, type Tree, type TreePath } from './tree.ts';

/** Where relative paths begin. */
export interface Directories {
  readonly working: string;
  readonly home: string;
}

/** One path in full. */
export function resolvePath(path: string, { working, home }: Directories): string {
  if (/^[a-zA-Z]:|^\\\\/.test(path)) return path;
  if (path === '~') return home;
  if (path.startsWith('~/')) return absolute(path.slice(2), home);
  if (path.startsWith('/')) return path;
  return absolute(path, working);
}

/** Whether a build context is elsewhere, so that it is no path. */
export const isRemoteContext = (context: string): boolean =>
  /^(?:https?|git|ssh):\/\/|^github\.com\/|^git@/.test(context) ||
  context.includes('://') ||
  context.startsWith('service:') ||
  context.startsWith('target:');

const plain = [
  'services.*.env_file.[].path', 'services.*.label_file.[]', 'services.*.extends.file', 'services.*.develop.watch.[].path',
  'configs.*.file', 'secrets.*.file', 'include.[].project_directory', 'include.[].path.[]', 'include.[].env_file.[]',
]; // prettier-ignore
const contexts = ['services.*.build.context', 'services.*.build.additional_contexts.*'];

/** The model with all paths in full. */
export function resolvePaths(model: Mapping, directories: Directories): Mapping {
  const walk = (value: Tree, path: TreePath): Tree => {
    if (typeof value === 'string') {
      if (plain.some((pattern) => matches(path, pattern))) return resolvePath(value, directories);
      if (contexts.some((pattern) => matches(path, pattern)))
        return isRemoteContext(value) ? value : resolvePath(value, directories);
      return value;
    }
    if (isSequence(value)) return value.map((item) => walk(item, [...path, '[]']));
    if (!isMapping(value)) return value;
    if (matches(path, 'services.*.volumes.[]') && value['type'] === 'bind' && typeof value['source'] === 'string')
      return { ...value, source: resolvePath(value['source'], directories) };
    if (matches(path, 'volumes.*') && isMapping(value['driver_opts'])) {
      const { o, device } = value['driver_opts'];
      if (
        typeof device === 'string' &&
        typeof o === 'string' &&
        (value['driver'] ?? 'local') === 'local' &&
        o === 'bind'
      )
        return { ...value, driver_opts: { ...value['driver_opts'], device: resolvePath(device, directories) } };
    }
    return mapValues(value, (item, key) => walk(item, [...path, key]));
  };
  return walk(model, []) as Mapping;
}
