// Reads the texts of commands and flags for help; a module of its own, so that a page can load it when help is first asked for.
import type { Descriptions } from '../help/help.ts';
import { commandTexts, longTexts } from './description-texts.ts';
import { flagTexts, sharedTexts } from './flag-texts.ts';

function readTexts(notation: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const line of notation.split('\n')) {
    const at = line.indexOf(' | ');
    if (at >= 0) texts.set(line.slice(0, at).trim(), line.slice(at + 3));
  }
  return texts;
}

const commands = readTexts(commandTexts);
const flags = readTexts(flagTexts);

/** The texts of this client. */
export const descriptions: Descriptions = {
  command: (name) => commands.get(name) ?? '',
  long: (name) => longTexts[name],
  flag: (command, flag) => {
    const text = flags.get(`${command} --${flag}`.trim()) ?? flags.get(flag) ?? '';
    return sharedTexts[text] ?? text;
  },
};
