// What npm says when node_modules is as it should be.
import type { Task } from '../../../kernel/task.ts';
import { compareVersions, newestOf } from '../../packages/npm/index.ts';
import type { Placed } from '../../packages/npm/tree.ts';
import { filesOf, placeFile } from '../../packages/place-files.ts';
import type { Run } from './run.ts';

/** Packages whose authors ask for money. */
const funded = new Set(
  'ansi-styles brace-expansion call-bound chalk chokidar cliui concurrently cors dotenv eslint express express-rate-limit follow-redirects function-bind get-intrinsic gopd has-symbols has-tostringtag is-fullwidth-code-point jake mongoose nanoid nodemon object-inspect path-to-regexp picomatch postcss prettier qs router safe-buffer shell-quote side-channel side-channel-list side-channel-map side-channel-weakmap supports-color uuid vite vue wrap-ansi yargs zod'.split(
    ' ',
  ),
);

export function* report(run: Run, added: number, removed: number, changed: number, all: readonly Placed[]): Task {
  const count = (number: number): string => `${number} package${number === 1 ? '' : 's'}`;
  const parts = [
    ...(added > 0 ? [`added ${count(added)}`] : []),
    ...(removed > 0 ? [`removed ${count(removed)}`] : []),
    ...(changed > 0 ? [`changed ${count(changed)}`] : []),
  ];
  const audits = !run.has('no-audit') && run.flags.get('audit')?.at(-1) !== 'false' && !run.global && all.length > 0;
  if (audits) parts.push(`audited ${count(all.length + 1)}`);
  const text =
    added + removed + changed === 0
      ? `up to date${audits ? `, audited ${count(all.length + 1)}` : ''}`
      : parts.length > 1
        ? `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1) ?? ''}`
        : (parts[0] ?? '');
  if (run.silent) return;
  yield* run.print(`\n${text} in ${run.elapsed}`);
  const asking = all.filter(({ name }) => funded.has(name)).length;
  if (asking > 0 && !run.has('no-fund') && run.flags.get('fund')?.at(-1) !== 'false')
    yield* run.print(
      `\n${count(asking)} ${asking === 1 ? 'is' : 'are'} looking for funding\n  run \`npm fund\` for details`,
    );
  if (audits) yield* run.print('\nfound 0 vulnerabilities');
  yield* notice(run);
}

/** Tells of a newer npm, once a week. */
export function* notice(run: Run): Task {
  const mark = `${run.cache}/_update-notifier-last-checked`;
  const newest = newestOf('npm') ?? '';
  const files = filesOf(run.process);
  if (
    files.exists(mark) ||
    run.process.env.get('NO_UPDATE_NOTIFIER') !== undefined ||
    run.value('update-notifier') === 'false'
  )
    return;
  placeFile(files, { kind: 'text', path: mark, text: '' });
  if (compareVersions(run.version, newest) >= 0) return;
  const major = newest.split('.')[0] !== run.version.split('.')[0];
  yield* run.tell('notice', [
    '',
    `New ${major ? 'major' : 'minor'} version of npm available! ${run.version} -> ${newest}`,
    `Changelog: https://github.com/npm/cli/releases/tag/v${newest}`,
    `To update run: npm install -g npm@${newest}`,
    '',
  ]);
}
