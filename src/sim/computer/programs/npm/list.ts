// `npm ls`: the tree of what is installed (npm-ls(1)).
import type { Task } from '../../../kernel/task.ts';
import { basename } from '../../filesystem/path.ts';
import { seriesOf } from '../../packages/npm/index.ts';
import { readInstalled, readManifest } from '../../packages/npm/project.ts';
import { nameAt } from '../../packages/npm/tree.ts';
import { filesOf } from '../../packages/place-files.ts';
import type { Run } from './run.ts';

export function* list(run: Run): Task<number> {
  const files = filesOf(run.process);
  const { folder } = run;
  const root = run.global ? run.modules : folder;
  const installed = readInstalled(files, root);
  const manifest = run.global ? undefined : readManifest(files, folder);
  const own = typeof manifest === 'object' ? { ...manifest.dependencies, ...manifest.devDependencies } : {};
  const title = run.global
    ? root
    : `${typeof manifest === 'object' ? `${manifest.name ?? basename(folder)}${manifest.version === undefined ? '' : `@${manifest.version}`} ` : ''}${folder}`;
  const only = run.words.slice(1);
  const deep = run.has('all', 'a') || only.length > 0;
  const top = [...installed.keys()].filter((location) => location.lastIndexOf('node_modules/') === 0).map(nameAt);
  const direct = run.global
    ? top
    : [...new Set([...Object.keys(own), ...(typeof manifest === 'object' ? [] : top)])].sort();
  const lines: string[] = [];
  const problems: string[] = [];
  const show = (name: string, from: string, indent: string, last: boolean, path: readonly string[]): void => {
    const location = [`${from}/node_modules/${name}`.replace(/^\//, ''), `node_modules/${name}`].find((one) =>
      installed.has(one),
    );
    const branch = last ? '└' : '├';
    if (location === undefined) {
      lines.push(`${indent}${branch}── UNMET DEPENDENCY ${name}@${own[name] ?? '*'}`);
      problems.push(`missing: ${name}@${own[name] ?? '*'}, required by ${title.split(' ')[0] ?? ''}`);
      return;
    }
    const version = installed.get(location) ?? '';
    const needs = path.includes(name) ? [] : Object.keys(seriesOf(name, version)?.dependencies ?? {});
    const below = deep ? needs.filter((need) => only.length === 0 || leadsTo(need, location, [...path, name])) : [];
    lines.push(`${indent}${branch}─${below.length > 0 ? '┬' : '─'} ${name}@${version}`);
    for (const [index, need] of below.entries())
      show(need, location, `${indent}${last ? '  ' : '│ '}`, index === below.length - 1, [...path, name]);
  };
  const leadsTo = (name: string, from: string, path: readonly string[]): boolean => {
    if (only.includes(name)) return true;
    if (path.includes(name)) return false;
    const location = [`${from}/node_modules/${name}`, `node_modules/${name}`].find((one) => installed.has(one));
    const needs = Object.keys(seriesOf(name, (location && installed.get(location)) ?? '')?.dependencies ?? {});
    return needs.some((need) => leadsTo(need, location ?? '', [...path, name]));
  };
  const shown = direct.filter((name) => only.length === 0 || leadsTo(name, '', []));
  for (const [index, name] of shown.entries()) show(name, '', '', index === shown.length - 1, []);
  if (lines.length === 0) lines.push('└── (empty)');
  yield* run.print(`${title}\n${lines.join('\n')}\n`);
  if (problems.length === 0) return only.length > 0 && shown.length === 0 ? 1 : 0;
  return yield* run.fail(['code ELSPROBLEMS', ...problems]);
}
