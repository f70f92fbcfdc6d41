// Lines of the terminal that are known errors lead to the page that explains them.
import type { ILinkProvider, Terminal } from '@xterm/xterm';

/** Rows that one line may be wrapped over before it is no longer looked at. */
const mostRows = 12;

/** Makes links of error lines; `activate` is given the whole line, however it is wrapped. */
export const errorLinks = (terminal: Terminal, activate: (line: string) => void): ILinkProvider => ({
  provideLinks(row, callback) {
    const { first, text } = lineAt(terminal, row);
    if (text.trim() === '') {
      callback(undefined);
      return;
    }
    import('../../lessons/errors/explain.ts').then(
      ({ explain }) => {
        const rows = Math.ceil(text.length / terminal.cols);
        const range = {
          start: { x: 1, y: first },
          end: { x: ((text.length - 1) % terminal.cols) + 1, y: first + rows - 1 },
        };
        callback(explain(text) ? [{ range, text, activate: () => activate(text) }] : undefined);
      },
      () => callback(undefined),
    );
  },
});

/** The line that a row (from 1) belongs to, and its first row. */
export function lineAt({ buffer }: Terminal, row: number): { readonly first: number; readonly text: string } {
  const { active } = buffer;
  let first = row;
  while (first > 1 && row - first < mostRows && active.getLine(first - 1)?.isWrapped) first--;
  let text = active.getLine(first - 1)?.translateToString(true) ?? '';
  for (let next = first; next - first < mostRows && active.getLine(next)?.isWrapped; next++)
    text += active.getLine(next)?.translateToString(true) ?? '';
  return { first, text };
}
