// A real terminal emulator without a page, to see what bytes look like.
import xterm from '@xterm/headless';

/** What a screen of so many columns and rows shows after these bytes: its rows, and the cursor. */
export async function show(
  bytes: string,
  columns = 40,
  rows = 12,
): Promise<{ rows: string[]; row: number; column: number; text: string; position: number }> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 500 });
  await new Promise<void>((resolve) => {
    terminal.write(bytes, resolve);
  });
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: active.length },
    (_, index) => active.getLine(index)?.translateToString(true) ?? '',
  );
  const row = active.baseY + active.cursorY;
  // The cells of the last logical line, before the cursor and after it.
  let start = row;
  while (active.getLine(start)?.isWrapped) start--;
  let text = '';
  let position = 0;
  for (let index = start; index === start || active.getLine(index)?.isWrapped; index++) {
    const line = active.getLine(index);
    const whole = active.getLine(index + 1)?.isWrapped;
    if (index === row) position = text.length + (line?.translateToString(false, 0, active.cursorX).length ?? 0);
    text += line?.translateToString(!whole) ?? '';
  }
  terminal.dispose();
  return {
    rows: lines.slice(0, Math.max(row + 1, lines.findLastIndex((line) => line !== '') + 1)),
    row,
    column: active.cursorX,
    text,
    position,
  };
}
