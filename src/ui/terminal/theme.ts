// The terminal's colours, read from the design tokens of the palette in force.
import type { ITheme } from '@xterm/xterm';

/** Colours as xterm wants them. */
export function terminalTheme(element: Element): ITheme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const bright = token('terminal-command');
  return {
    background: token('surface-terminal'),
    foreground: token('terminal-text'),
    cursor: token('terminal-cursor'),
    cursorAccent: token('surface-terminal'),
    selectionBackground: token('terminal-selection'),
    black: token('surface-terminal'),
    red: token('terminal-error'),
    green: token('terminal-prompt'),
    yellow: token('terminal-text'),
    blue: token('terminal-link'),
    magenta: token('terminal-link'),
    cyan: token('terminal-prompt'),
    white: token('terminal-text'),
    brightBlack: token('terminal-faint'),
    brightRed: token('terminal-error'),
    brightGreen: token('terminal-prompt'),
    brightYellow: bright,
    brightBlue: token('terminal-link'),
    brightMagenta: token('terminal-link'),
    brightCyan: token('terminal-prompt'),
    brightWhite: bright,
  };
}
