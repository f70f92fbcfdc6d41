// From the history to what the track draws. Places are in story time, so that what takes no time can be seen.
import { bisector } from 'd3-array';
import type { StoryTime } from '../player/story-time.ts';
import type { Branch as SessionBranch } from '../session/branches.ts';
import type { Command, Happening } from './history.ts';
import { tickText, timeToX, type Block, type Branch, type Mark, type Tick, type TrackRange } from './track.ts';

/** Story ms that one pixel stands for. */
const scale = 25;
/** Room kept to the right of the head, and least distance of the playhead from the left edge, px. */
const margin = 40;
/** Room before the beginning, so that the playhead can stand there, px. */
const lead = 10;
/** Px between two ticks. */
const tickDistance = 110;

/** The moment that is drawn. */
export interface Moment {
  readonly story: StoryTime;
  /** Playhead and head, virtual ms. */
  readonly time: number;
  readonly head: number;
  readonly range: TrackRange;
}

/** The stretch of story that a track of `width` px shows: the latest, or an earlier one when the playhead is there. */
export function rangeAround({ at, head, width }: { at: number; head: number; width: number }): TrackRange {
  const span = Math.max(1, width) * scale;
  const latest = Math.max(-lead * scale, head + margin * scale - span);
  const from = at < latest + margin * scale ? Math.max(-lead * scale, Math.min(latest, at - span / 3)) : latest;
  return { from, to: from + span, width };
}

/** Commands as blocks, without `docker` in front. */
export function blocksOf(commands: readonly Command[], { story, time, head, range }: Moment): Block[] {
  const blocks: Block[] = [];
  for (const { id, line, start, end, code } of commands) {
    const x = timeToX(story.at(start), range);
    const right = timeToX(story.at(end ?? head), range);
    if (right < 0 || x > range.width) continue;
    const running = start <= time && (end === undefined || end > time);
    const state = start > time ? 'future' : running ? 'current' : code ? 'failed' : 'past';
    blocks.push({ id: String(id), x, width: Math.max(6, right - x), label: line.replace(/^\s*docker\s+/, ''), state });
  }
  return blocks;
}

const byTime = bisector<Happening, number>(({ t }) => t);

/** Marks in view; of several of one kind within 3 px, the first. */
export function marksOf(happenings: readonly Happening[], { story, range }: Pick<Moment, 'story' | 'range'>): Mark[] {
  const marks: Mark[] = [];
  const lastX = new Map<string, number>();
  const first = byTime.left(happenings, story.when(range.from));
  for (const { t, kind } of happenings.slice(first)) {
    const x = timeToX(story.at(t), range);
    if (x > range.width) break;
    if (x < 0 || x - (lastX.get(kind) ?? -Infinity) < 3) continue;
    lastX.set(kind, x);
    marks.push({ x, kind });
  }
  return marks;
}

/** Branches that part in view, numbered in the order in which they were left. */
export function branchesOf(branches: readonly SessionBranch[], { story, range }: Moment): Branch[] {
  return branches.flatMap((branch, index) => {
    const x = timeToX(story.at(branch.t), range);
    const label = String(index + 1);
    return x < 0 || x > range.width ? [] : [{ id: label, x, width: 26, label, title: branchName(branch, index) }];
  });
}

/** A branch in words: its number, and what was done first in it. */
export const branchName = ({ line }: SessionBranch, index: number): string =>
  `Branch ${index + 1}${line === '' ? '' : `: ${line.replace(/^docker\s+/, '')}`}`;

/** Ticks at equal distances of story, each with the simulated time it stands for. */
export function ticksOf({ story, head, range }: Moment): Tick[] {
  const ticks: Tick[] = [];
  const step = tickDistance * scale;
  const told = story.at(head);
  for (let at = Math.ceil(range.from / step) * step; at <= Math.min(range.to, told); at += step) {
    const label = tickText(story.when(at), 100);
    if (ticks.at(-1)?.label !== label) ticks.push({ x: timeToX(at, range), label });
  }
  return ticks;
}
