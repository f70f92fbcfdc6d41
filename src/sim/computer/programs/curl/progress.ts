// curl's progress meter, as it stands when a transfer is over.
import type { Transfer } from './transfer.ts';

const head = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
`;

/** A number of bytes in five places: `615`, `97.6k`, ` 300k`, `1.2M`. */
export function fiveDigits(bytes: number): string {
  if (bytes < 100_000) return String(Math.floor(bytes)).padStart(5);
  for (const [unit, size] of [
    ['k', 1024],
    ['M', 1024 ** 2],
    ['G', 1024 ** 3],
    ['T', 1024 ** 4],
  ] as const) {
    const value = bytes / size;
    if (value < 10 && unit !== 'k') return `${value.toFixed(1)}${unit}`.padStart(5);
    if (value < 10_000) return `${Math.floor(value)}${unit}`.padStart(5);
  }
  return '    -';
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds <= 0) return '--:--:--';
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function row(result: Transfer, received: number, sent: number, elapsed: number): string {
  const expected = (result.expected ?? received) + (sent > 0 ? sent : 0);
  const percent = (part: number, whole: number): string =>
    String(whole > 0 ? Math.floor((part * 100) / whole) : 0).padStart(3);
  const down = elapsed > 0 ? (received * 1000) / elapsed : 0;
  const up = elapsed > 0 ? (sent * 1000) / elapsed : 0;
  return (
    `\r${percent(received + sent, expected)} ${fiveDigits(received === 0 && sent === 0 ? 0 : expected)}  ` +
    `${percent(received, result.expected ?? received)} ${fiveDigits(received)}  ${percent(sent, sent)} ${fiveDigits(sent)}  ` +
    `${fiveDigits(down)}  ${fiveDigits(up)} --:--:-- ${clock(elapsed)} --:--:-- ${fiveDigits(down + up)}`
  );
}

/** The two lines above the numbers, and the rows that overwrite each other. */
export const progressMeter = {
  head,
  rows: (result: Transfer): string =>
    `${row(result, 0, 0, 0)}${result.received > 0 || result.sent > 0 ? row(result, result.received, result.sent, Math.max(1, result.total)) : ''}\n`,
};
