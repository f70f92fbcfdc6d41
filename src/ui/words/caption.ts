// The caption under the stage: one sentence, what happens now.
import { browserTerminal } from '../../sim/kernel/log.ts';
import { dockerWords } from '../stage/follow.ts';
import { chapterAt, type Chapter } from './narrative.ts';
import { plainText, type Sentence } from './sentence.ts';

export interface CaptionText {
  /** The command in a word. */
  readonly lead: string;
  readonly text: string;
}

/** Names of commands as one speaks of them; others are called by what is typed. */
const leadOf = (line: string): string => {
  const parts = line.split(/&&|\|\||[;|]/);
  // Of several commands in a line the one that asks the daemon is spoken of.
  const part = parts.find((one) => dockerWords(one) !== undefined) ?? parts[0] ?? '';
  const docker = dockerWords(part);
  const [first = '', second = ''] = docker ?? part.trim().split(/\s+/);
  const word = docker && groups.has(first) ? `${first} ${second}`.trim() : first;
  return word ? `${word.charAt(0).toUpperCase()}${word.slice(1)}.` : '';
};
const groups = new Set(['container', 'image', 'network', 'volume', 'system']);

/** The caption at virtual time `time` (ms). `busy`: a docker client is at work. */
export function captionAt(chapters: readonly Chapter[], time: number, busy: boolean): CaptionText {
  const chapter = chapterAt(chapters, time);
  if (!chapter) return { lead: '', text: 'Nothing has happened yet. Type a docker command in the terminal.' };
  const sentence = mainSentenceAt(chapter, time);
  const lead = chapter.terminal === browserTerminal ? 'Browser.' : leadOf(chapter.line);
  if (sentence) return { lead, text: plainText(sentence.parts) };
  if (busy) return { lead, text: 'The client reads the command.' };
  const { end } = chapter;
  if (!end || end.t > time) return { lead, text: 'It runs.' };
  const isDocker = dockerWords(chapter.line) !== undefined;
  if (end.code !== 0)
    return { lead, text: `It ended with exit status ${end.code}${isDocker ? ', and the daemon was not asked' : ''}.` };
  return { lead, text: isDocker ? 'Done, without asking the daemon.' : 'Done.' };
}

/** The last thing that was said, by the first of the sentences that were said of it; what goes on beside it does not count. */
function mainSentenceAt({ sentences }: Chapter, time: number): Sentence | undefined {
  const last = sentences.findLast(({ t, aside }) => t <= time && !aside);
  return last && sentences.find(({ id }) => id === last.id);
}
