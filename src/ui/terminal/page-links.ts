// Addresses of this machine in the terminal (`localhost:8080`, `0.0.0.0:8080->80/tcp`) lead to the browser.
import type { ILinkProvider, Terminal } from '@xterm/xterm';
import { lineAt } from './error-links.ts';

const address = /(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0):\d{1,5}(?:\/[^\s"'<>]*)?/g;

/** Makes links of addresses; `activate` is given one as it can be opened. */
export const pageLinks = (terminal: Terminal, activate: (address: string) => void): ILinkProvider => ({
  provideLinks(row, callback) {
    const { first, text } = lineAt(terminal, row);
    const at = (index: number): { x: number; y: number } => ({
      x: (index % terminal.cols) + 1,
      y: first + Math.floor(index / terminal.cols),
    });
    const links = [...text.matchAll(address)].map(({ 0: found, index }) => ({
      text: found,
      range: { start: at(index), end: at(index + found.length - 1) },
      activate: () => activate(found.replace('0.0.0.0', 'localhost')),
    }));
    callback(links.length > 0 ? links : undefined);
  },
});
