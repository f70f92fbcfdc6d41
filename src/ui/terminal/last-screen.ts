// The end of what a terminal was sent that makes the same screen as all of it, where that is easily told: text line after line.

/** What changes colours, or moves and erases within the line, and where the cursor is shown. */
const withinLine = /\u001b\[(?:[\d;]*[mKCDGPX@]|\?(?:25|2004)[hl])/g;
/** What is left of sequences that reach further. */
const reachesFurther = /[\u000b\u000c\u000e\u000f\u001b]/;
/** What stays set for all that follows: modes, regions, sets of characters. Movements and erasures do not. */
const stays = /\u001b(?:\[[?!>\d;]*[hlrp]|[^[])/;
const colours = /\u001b\[([\d;]*)m/g;

/**
 * The last lines of `text`, at least as many as a screen of `rows` has; all of it where something else before them, or among them,
 * shows on the screen that they make.
 */
export function lastScreen(text: string, rows: number): string {
  let cut = text.length;
  for (let line = 0; line <= rows; line++) {
    cut = text.lastIndexOf('\r\n', cut - 1);
    if (cut <= 0) return text;
  }
  cut += 2;
  const end = text.slice(cut);
  const before = text.slice(0, cut);
  const last = [...before.matchAll(colours)].at(-1)?.[1] ?? '';
  const coloured = last !== '' && last !== '0';
  const hidden = before.lastIndexOf('\u001b[?25l') > before.lastIndexOf('\u001b[?25h');
  const plain = !reachesFurther.test(end.replace(withinLine, '')) && !stays.test(before.replace(withinLine, ''));
  return plain && !coloured && !hidden ? end : text;
}
