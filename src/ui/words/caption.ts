// The caption under the stage: one sentence, what happens now.
import { dockerWords } from '../stage/follow.ts';
import { chapterAt, sentenceAt, type Chapter } from './narrative.ts';
import { plainText } from './sentence.ts';

export interface CaptionText {
  /** The command in a word. */
  readonly lead: string;
  readonly text: string;
}

/** Names of commands as one speaks of them; others are called by what is typed. */
const leadOf = (line: string): string => {
  const part = line.split(/&&|\|\||[;|]/)[0] ?? '';
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
  const sentence = sentenceAt(chapter, time);
  const lead = leadOf(chapter.line);
  if (sentence) return { lead, text: plainText(sentence.parts) };
  if (busy) return { lead, text: 'The client reads the command.' };
  return { lead, text: chapter.end && chapter.end.t <= time ? 'Done, without asking the daemon.' : 'It runs.' };
}
