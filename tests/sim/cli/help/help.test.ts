// Help texts against recorded ones: usage, aliases, groups, commands, flags and their types; descriptions are our own.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flagUsages } from '../../../../src/sim/cli/help/flag-usages.ts';
import { renderHelp, type HelpContext } from '../../../../src/sim/cli/help/help.ts';
import { descriptions } from '../../../../src/sim/cli/reference/descriptions.ts';
import { findCommand } from '../../../../src/sim/cli/reference/reference.ts';
import { readFlag } from '../../../../src/sim/cli/reference/notation.ts';

const outlines = JSON.parse(
  readFileSync(new URL('../../../reference/help-outlines.json', import.meta.url), 'utf8'),
) as Record<string, string[]>;

const context: HelpContext = { descriptions, columns: 80, terminal: false, swarm: 'inactive', home: '/home/learner' };

const helpOf = (path: string, more: Partial<HelpContext> = {}): string => {
  const spec = findCommand(path.split(' ').filter((word) => word !== ''));
  if (!spec) throw new Error(`no command ${path}`);
  return renderHelp(spec, { ...context, ...more });
};

/** What is left of a help text without descriptions. */
function outline(text: string): string[] {
  let listing = false;
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    if (/^\S.*:$/.test(line)) listing = /Options|Commands/.test(line);
    else if (/^\S/.test(line)) listing = false;
    const item = /^( {1,6}(?:-\w, +)?(?:--)?[\w-]+\*?(?: [\w<>|[\],.-]+)?)(?: {2,}.*)?$/.exec(line)?.[1];
    if (listing && item !== undefined) kept.push(item.trim());
    else if (/^(Usage: |\t|Run '|\S.*:$| {2}docker [\w ,]+$)/.test(line)) kept.push(line.trimEnd());
  }
  return kept;
}

describe('help', () => {
  it.each(Object.entries(outlines))('docker %s --help has the recorded outline', (path, lines) => {
    expect(outline(helpOf(path))).toEqual(lines);
  });

  it('prints a whole text', () => {
    expect(helpOf('rm')).toBe(`Usage:  docker rm [OPTIONS] CONTAINER [CONTAINER...]

Delete containers

Aliases:
  docker container rm, docker container remove, docker rm

Options:
  -f, --force     End running ones first (SIGKILL)
  -l, --link      Remove the link of that name
  -v, --volumes   Delete anonymous volumes too
`);
  });

  it('lists swarm commands by the state of the node', () => {
    const commands = (swarm: HelpContext['swarm']): string[] =>
      outline(helpOf('swarm', { swarm })).filter((line) => /^[a-z-]+$/.test(line));
    expect(commands('inactive')).toEqual(['init', 'join']);
    expect(commands('worker')).toEqual(['init', 'join', 'leave']);
    expect(commands('manager')).toEqual([
      'ca',
      'init',
      'join',
      'join-token',
      'leave',
      'unlock',
      'unlock-key',
      'update',
    ]);
  });

  it('shows the cluster flags of volume create on a manager only', () => {
    expect(helpOf('volume create')).not.toContain('--availability');
    expect(helpOf('volume create', { swarm: 'manager' })).toContain('--availability string');
  });

  it('shows the closing line in bold on a terminal', () => {
    expect(helpOf('', { terminal: true })).toContain('\x1b[1mFor more help');
  });
});

describe('the options table', () => {
  const row = (word: string, description: string) => ({ flag: readFlag(word), description });

  it('aligns, sorts and shows defaults', () => {
    expect(
      flagUsages([row('n,tail:string=all', 'Lines'), row('details', 'More'), row('last:int=-1', 'Show n')], 79),
    ).toBe(
      [
        '      --details       More',
        '      --last int      Show n (default -1)',
        '  -n, --tail string   Lines (default "all")',
      ].join('\n'),
    );
  });

  it('wraps at the width, and lets a short last word stand out', () => {
    const text = 'Set platform if server is multi-platform capable';
    expect(flagUsages([row('platform:string', text), row('disable-content-trust=true', 'Skip')], 79)).toBe(
      [
        '      --disable-content-trust   Skip (default true)',
        '      --platform string         Set platform if server is multi-platform',
        '                                capable',
      ].join('\n'),
    );
    expect(flagUsages([row('platform:string', text)], 0)).toBe(`      --platform string   ${text}`);
  });

  it('gives up columns when there is no room', () => {
    expect(flagUsages([row('health-start-interval:duration', 'one two three four five six seven')], 50)).toBe(
      ['      --health-start-interval duration   ', '                one two three four five six seven'].join('\n'),
    );
  });
});
