// tput(1): what a terminal of the kind `xterm` does and has.
import { applet } from './invocation.ts';

const sequences: Readonly<Record<string, string>> = {
  bel: '\x07', blink: '\x1b[5m', bold: '\x1b[1m', civis: '\x1b[?25l', cnorm: '\x1b[?12l\x1b[?25h', cub1: '\b', cud1: '\n',
  cuf1: '\x1b[C', cuu1: '\x1b[A', cr: '\r', dim: '\x1b[2m', ed: '\x1b[J', el: '\x1b[K', el1: '\x1b[1K', home: '\x1b[H',
  rc: '\x1b8', rev: '\x1b[7m', rmcup: '\x1b[?1049l\x1b[23;0;0t', rmso: '\x1b[27m', rmul: '\x1b[24m', sc: '\x1b7',
  sgr0: '\x1b(B\x1b[m', sitm: '\x1b[3m', ritm: '\x1b[23m', smcup: '\x1b[?1049h\x1b[22;0;0t', smso: '\x1b[7m', smul: '\x1b[4m',
  op: '\x1b[39;49m', clear: '\x1b[H\x1b[2J\x1b[3J', reset: '\x1bc\x1b]104\x07\x1b[!p\x1b[?3;4l\x1b[4l\x1b>',
}; // prettier-ignore

const number = (text: string | undefined): number => Number(text ?? 0) || 0;

const colour = (base: number, value: number): string => {
  if (value < 8) return `\x1b[${base + value}m`;
  return value < 16 ? `\x1b[${base + 52 + value}m` : `\x1b[${base + 8};5;${value}m`;
};

/** `tput` */
export const tput = applet(
  {
    name: 'tput',
    short: '+T:Vx',
    unsimulated: ['S'],
    usage: '[options] [command]',
    about: 'Initialize a terminal, or query its capabilities.',
    misuse: 2,
  },
  function* (run) {
    const { options, process } = run;
    const [name, ...values] = run.operands;
    const terminal = options.value('T') ?? process.env.get('TERM');
    if (terminal === undefined || terminal === '') {
      yield* run.warn('tput: No value for $TERM and no -T specified');
      return 2;
    }
    if (!/^(xterm|screen|tmux|linux|vt\d+|ansi)/.test(terminal)) {
      yield* run.warn(`tput: unknown terminal "${terminal}"`);
      return 3;
    }
    if (name === undefined) return yield* run.misuse();
    const screen = [1, 2, 0].map((at) => process.descriptors.get(at)?.terminal).find((one) => one !== undefined);
    const many = terminal.includes('256');
    const numbers: Readonly<Record<string, number>> = {
      cols: screen?.columns ?? 80,
      lines: screen?.rows ?? 24,
      colors: many ? 256 : 8,
    };
    const value = numbers[name];
    if (value !== undefined) {
      yield* run.print(`${value}\n`);
      return 0;
    }
    const [first, second] = values;
    const made: Readonly<Record<string, string>> = {
      setaf: colour(30, number(first)),
      setab: colour(40, number(first)),
      cup: `\x1b[${number(first) + 1};${number(second) + 1}H`,
      cuu: `\x1b[${number(first)}A`,
      cud: `\x1b[${number(first)}B`,
      cuf: `\x1b[${number(first)}C`,
      cub: `\x1b[${number(first)}D`,
      hpa: `\x1b[${number(first) + 1}G`,
      vpa: `\x1b[${number(first) + 1}d`,
    };
    const text = Object.hasOwn(made, name) ? made[name] : Object.hasOwn(sequences, name) ? sequences[name] : undefined;
    if (text === undefined) {
      yield* run.warn(`tput: unknown terminfo capability '${name}'`);
      return 4;
    }
    yield* run.print(text);
    return 0;
  },
);
