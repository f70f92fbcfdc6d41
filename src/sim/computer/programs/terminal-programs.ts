// stty(1), watch(1), reset: programs that are about the terminal.
import { sleep, type Task } from '../../kernel/task.ts';
import type { Terminal } from '../contract.ts';
import { formatTime } from './calendar.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { capture } from './run-command.ts';

/** `stty` */
export const stty = applet(
  {
    name: 'stty',
    short: '+aF:g',
    long: { all: 'a', file: 'F:', save: 'g' },
    usage: '[-F DEVICE | --file=DEVICE] [SETTING]...',
    about: 'Print or change terminal characteristics.',
    busybox: { short: '+aF:g', long: {}, usage: '[-a|g] [-F DEVICE] [SETTING]...' },
    // Settings that are switched off begin with a dash.
    prepare: (args) => {
      const first = args.findIndex((arg) => /^-[a-z]{2,}/.test(arg));
      return first < 0 || args.includes('--') ? args : [...args.slice(0, first), '--', ...args.slice(first)];
    },
  },
  function* (run) {
    const { options, process } = run;
    const path = options.value('F');
    const opened = path === undefined ? undefined : yield* process.open(path, 'read');
    if (typeof opened === 'string') return yield* run.die(`${path ?? ''}: ${reason(opened)}`);
    const terminal = (opened ?? process.descriptors.get(0))?.terminal;
    opened?.release();
    if (!terminal) return yield* run.die(`${run.gnu ? "'standard input'" : 'standard input'}: ${reason('ENOTTY')}`);
    if (run.operands.length > 0) return yield* change(run, terminal, run.operands);
    const { columns, rows } = terminal;
    if (options.has('g'))
      yield* run.print('500:5:bf:8a3b:3:1c:7f:15:4:0:1:0:11:13:1a:0:12:f:17:16:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0\n');
    else if (options.has('a')) {
      const echo = terminal.echo ? '' : '-';
      const canonical = terminal.mode === 'cooked' ? '' : '-';
      yield* run.print(
        `speed 38400 baud; rows ${rows}; columns ${columns}; line = 0;\nintr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;\neol2 = <undef>; swtch = <undef>; start = ^Q; stop = ^S; susp = ^Z; rprnt = ^R;\nwerase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;\nisig ${canonical}icanon iexten ${echo}echo ${echo}echoe ${echo}echok -echonl -noflsh -xcase -tostop -echoprt\nopost onlcr\n`,
      );
    } else
      yield* run.print(
        `speed 38400 baud; line = 0;\n${terminal.echo ? '' : '-echo\n'}${terminal.mode === 'cooked' ? '' : '-icanon\n'}`,
      );
    return run.status;
  },
);

function* change(run: Invocation, terminal: Terminal, settings: readonly string[]): Task<number> {
  for (let at = 0; at < settings.length; at++) {
    const setting = settings[at] ?? '';
    switch (setting) {
      case 'size':
        yield* run.print(`${terminal.rows} ${terminal.columns}\n`);
        break;
      case 'speed':
        yield* run.print('38400\n');
        break;
      case 'echo':
      case '-echo':
        terminal.echo = setting === 'echo';
        break;
      case 'raw':
      case '-cooked':
        terminal.mode = 'raw';
        break;
      case 'sane':
        terminal.echo = true;
        terminal.mode = 'cooked';
        break;
      case 'cooked':
      case '-raw':
      case 'icanon':
        terminal.mode = 'cooked';
        break;
      case '-icanon':
      case 'cbreak':
        terminal.mode = 'editing';
        break;
      case 'cols':
      case 'columns':
      case 'rows': {
        const value = Number(settings[++at]);
        if (!Number.isInteger(value) || value < 0)
          return yield* run.die(`invalid integer argument: ${run.quote(settings[at] ?? '')}`);
        terminal.resize(setting === 'rows' ? terminal.columns : value, setting === 'rows' ? value : terminal.rows);
        break;
      }
      default:
        if (
          /^-?(isig|iexten|echoe|echok|echonl|icrnl|onlcr|opost|ixon|ixoff|tostop|brkint|istrip|min|time|intr|erase|kill|eof|susp|quit)$/.test(
            setting,
          )
        )
          return yield* run.die(`not simulated: ${setting}`);
        return yield* run.misuse(`invalid argument ${run.quote(setting)}`);
    }
  }
  return run.status;
}

/** `reset` */
export const reset = applet({ name: 'reset', short: '', usage: '', about: 'Reset the terminal.' }, function* (run) {
  const terminal = run.process.descriptors.get(0)?.terminal;
  if (terminal) {
    terminal.echo = true;
    terminal.mode = 'cooked';
  }
  yield* run.print('\x1bc\x1b[!p\x1b[?3;4l\x1b[4l\x1b>');
  return 0;
});

/** `watch` */
export const watch = applet(
  {
    name: 'watch',
    short: '+n:txeg',
    long: { interval: 'n:', 'no-title': 't', exec: 'x', errexit: 'e', chgexit: 'g' },
    unsimulated: ['b', 'c', 'd', 'p', 'w', 'beep', 'color', 'differences', 'precise', 'no-wrap'],
    usage: '[options] command',
    about: 'Execute a program periodically, showing output fullscreen.',
    version: 'procps-ng 4.0.4',
    busybox: { short: '+n:t', long: {}, usage: '[-n SEC] [-t] PROG ARGS' },
  },
  function* (run) {
    const { options, operands, process } = run;
    const seconds = Number(options.value('n') ?? 2);
    if (operands.length === 0) return yield* run.misuse();
    if (Number.isNaN(seconds)) return yield* run.die(`failed to parse argument: '${options.value('n') ?? ''}'`);
    const terminal = process.descriptors.get(1)?.terminal;
    const shown = operands.join(' ');
    let before: string | undefined;
    for (;;) {
      const { text, status } = yield* capture(run, options.has('x') ? operands : ['sh', '-c', shown]);
      const columns = terminal?.columns ?? 80;
      const left = `Every ${seconds.toFixed(1)}s: ${shown}`;
      const right = run.gnu
        ? `${process.hostname}: ${formatTime('%a %b %e %H:%M:%S %Y', process.machine.kernel.clock)}`
        : formatTime('%Y-%m-%d %H:%M:%S', process.machine.kernel.clock);
      const title = options.has('t')
        ? ''
        : `${left.slice(0, Math.max(0, columns - right.length - 1)).padEnd(columns - right.length)}${right}\n\n`;
      const rows = (terminal?.rows ?? 24) - (title === '' ? 0 : 2);
      yield* run.print(`\x1b[H\x1b[J${title}${text.split('\n').slice(0, rows).join('\n')}`);
      yield* run.output.flush();
      if (options.has('e') && status !== 0) return 8;
      if (options.has('g') && before !== undefined && before !== text) return 0;
      before = text;
      yield* sleep(Math.max(0.1, seconds) * 1000);
    }
  },
);
