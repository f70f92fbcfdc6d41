// The command line: recorded mistakes with Docker's words and exit codes, and what good lines come to.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCommandLine, type CommandCall } from '../../../../src/sim/cli/flags/command-line.ts';

interface Recorded {
  readonly words: readonly string[];
  /** Null: the line is right, the command runs (or prints help). */
  readonly exit: number | null;
  readonly stderr: string | null;
}

const recorded = JSON.parse(
  readFileSync(new URL('../../../reference/usage-errors.json', import.meta.url), 'utf8'),
) as Recorded[];

const call = (line: string): CommandCall => {
  const result = parseCommandLine(line.split(' '));
  if (result.kind !== 'call') throw new Error(`${line}: ${result.kind}`);
  return result;
};

describe('recorded command lines', () => {
  it.each(recorded.map((row) => [row.words.join(' '), row] as const))('docker %s', (_, { words, exit, stderr }) => {
    const result = parseCommandLine(words);
    expect(result.kind === 'usage' ? { exit: result.exit, stderr: result.text } : { exit: null, stderr: null }).toEqual(
      {
        exit,
        stderr: stderr === null ? null : `${stderr}\n`,
      },
    );
  });
});

describe('a call', () => {
  it('stops at the first argument for run, and keeps what follows', () => {
    const { spec, flags, args } = call('run -dit --name=web -p8080:80 -e A=1 -e B -m 64m nginx -g --foo');
    expect(spec.name).toBe('container run');
    expect(args).toEqual(['nginx', '-g', '--foo']);
    expect(flags.names()).toEqual(['detach', 'interactive', 'tty', 'name', 'publish', 'env', 'memory']);
    expect(flags.list('publish')).toEqual(['8080:80']);
    expect(flags.list('env')).toEqual(['A=1', 'B']);
    expect(flags.number('memory')).toBe(67108864);
    expect(flags.bool('rm')).toBe(false);
    expect(flags.string('restart')).toBe('no');
    expect(flags.bool('sig-proxy')).toBe(true);
    expect(flags.number('memory-swappiness')).toBe(-1);
  });

  it('takes flags after arguments elsewhere, and everything after --', () => {
    expect(call('rm web -f db').args).toEqual(['web', 'db']);
    const dashes = call('rm -v -- -f web');
    expect(dashes.args).toEqual(['-f', 'web']);
    expect(dashes.argsBeforeDashes).toBe(0);
    expect(dashes.flags.bool('force')).toBe(false);
  });

  it('keeps global flags and flags of groups apart', () => {
    const { globals, outer, flags, spec, args } = call(
      '-H tcp://far:2375 compose -f a.yaml -f b.yaml -p demo up -d web',
    );
    expect(globals.string('host')).toBe('tcp://far:2375');
    expect(outer.get('compose')?.list('file')).toEqual(['a.yaml', 'b.yaml']);
    expect(outer.get('compose')?.string('project-name')).toBe('demo');
    expect([spec.name, flags.bool('detach'), args]).toEqual(['compose up', true, ['web']]);
  });

  it.each([
    ['container ps -q', 'container ls'],
    ['image list', 'image ls'],
    ['build .', 'buildx build'],
    ['image build .', 'buildx build'],
    ['builder du', 'buildx du'],
    ['stack up -c x.yaml s', 'stack deploy'],
    ['compose bridge transformations ls', 'compose bridge transformations list'],
  ])('docker %s is %s', (line, name) => {
    expect(call(line).spec.name).toBe(name);
  });

  it('takes the old names of flags', () => {
    const { flags, notices } = call('stop --time 3 web');
    expect(flags.number('timeout')).toBe(3);
    expect(flags.changed('timeout')).toBe(true);
    expect(notices).toBe('Flag --time has been deprecated, use --timeout instead\n');
    expect(call('run --net host alpine').flags.networks()).toEqual([
      { Target: 'host', Aliases: [], DriverOpts: {}, Links: [], LinkLocalIPs: [] },
    ]);
  });

  it('reads filters by name', () => {
    expect(call('ps -f status=exited --filter NAME=web -f status=dead').flags.filters()).toEqual({
      status: ['exited', 'dead'],
      name: ['web'],
    });
  });

  it('lets the last of single values win', () => {
    expect(call('run --name a --name b --rm --rm=false alpine').flags.string('name')).toBe('b');
    expect(call('run --rm --rm=0 alpine').flags.bool('rm')).toBe(false);
  });

  it('throws when a command asks for a flag it does not have', () => {
    expect(() => call('ps').flags.bool('nosuch')).toThrow('docker container ls has no flag --nosuch');
    expect(() => call('ps').flags.string('all')).toThrow('--all of docker container ls is of type bool');
  });
});

describe('help and version', () => {
  const shown = (line: string): unknown => {
    const result = parseCommandLine(line.split(' ').filter((word) => word !== ''));
    return result.kind === 'help'
      ? [result.spec.path.join(' '), result.stream, result.notices, result.noticeStream]
      : result.kind;
  };

  it.each([
    ['', ['', 'stderr', '', 'stderr']],
    ['--help', ['', 'stdout', '', 'stderr']],
    ['-h', ['', 'stdout', 'Flag shorthand -h has been deprecated, use --help\n', 'stderr']],
    ['help', ['', 'stdout', '', 'stdout']],
    ['help image ls', ['image ls', 'stdout', '', 'stdout']],
    ['ps -h', ['ps', 'stdout', 'Flag shorthand -h has been deprecated, use --help\n', 'stdout']],
    ['image', ['image', 'stderr', '', 'stdout']],
    ['image --help', ['image', 'stdout', '', 'stdout']],
    ['image --help ls', ['image ls', 'stdout', '', 'stdout']],
    ['image foo --help', ['image', 'stdout', '', 'stdout']],
    ['foo --help', ['', 'stdout', '', 'stdout']],
    ['compose', ['compose', 'stdout', '', 'stdout']],
    ['compose bridge foo', ['compose bridge', 'stdout', '', 'stdout']],
    ['builder', ['builder', 'stdout', '', 'stdout']],
    ['run --help alpine --foo', ['run', 'stdout', '', 'stdout']],
    ['-v', 'version'],
    ['--version foo', 'version'],
    ['--version ps', 'call'],
  ])('docker %s', (line, expected) => {
    expect(shown(line)).toEqual(expected);
  });

  it('prints the whole help before the error of a plugin', () => {
    const result = parseCommandLine(['compose', 'foo', '--bar']);
    expect(result.kind === 'usage' && [result.help?.name, result.text, result.exit]).toEqual([
      'compose',
      'unknown docker command: "compose foo"\n',
      1,
    ]);
  });
});
