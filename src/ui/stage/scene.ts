// All that a stage draws at a moment, read from the log at the playhead.
import type { Log } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import { CommandIndex } from '../player/command-index.ts';
import type { StoryTime } from '../player/story-time.ts';
import { conversationAt, type Conversation } from './conversation.ts';
import { pictureAt, type Picture } from './picture.ts';
import { PlaceKeeper } from './places.ts';
import { Presences } from './presence.ts';

export interface Scene {
  readonly time: number;
  readonly picture: Picture;
  readonly conversation: Conversation;
  readonly presences: Presences;
  /** Nothing travels. */
  readonly still: boolean;
  /** What an open answer is saying. */
  readonly saying: string;
  /** The drawing in a sentence. */
  readonly summary: string;
}

/** Makes the scenes of one log. */
export class SceneMaker {
  readonly #log: Log;
  readonly #engine: string;
  readonly #index: CommandIndex;
  readonly #places: PlaceKeeper;

  constructor(log: Log, engine: string) {
    this.#log = log;
    this.#engine = engine;
    this.#index = new CommandIndex(log);
    this.#places = new PlaceKeeper(log);
  }

  at(view: View, story: StoryTime, still: boolean): Scene {
    const conversation = conversationAt(view, this.#log, this.#index);
    const picture = pictureAt(view, this.#engine, this.#places.at(view.position), conversation);
    return {
      time: view.time,
      picture,
      conversation,
      presences: new Presences(view, this.#log, story, still),
      still,
      saying: sayingOf(picture),
      summary: summaryOf(picture),
    };
  }
}

/** What the stream of a pull says: how much of it is there. */
function sayingOf(picture: Picture): string {
  const pending = picture.layers.filter(({ pending: isPending }) => isPending);
  if (pending.length === 0) return '';
  const downloading = pending.filter(({ drawn }) => drawn.state === 'downloading');
  if (downloading.length) {
    const done = downloading.reduce((sum, { drawn }) => sum + (drawn.done ?? 0), 0) / downloading.length;
    return `"Downloading" ${Math.round(done * 100)}%`;
  }
  return pending.some(({ drawn }) => drawn.state === 'extracting') ? '"Extracting"' : '"Pulling"';
}

function summaryOf({ client, daemon, containers, imageCount, registry }: Picture): string {
  const made = containers.filter(({ inspectable }) => inspectable);
  const running = made.filter(({ drawn }) => drawn.state === 'running').length;
  const parts = [
    `The client is ${client.state}`,
    `the daemon is ${daemon}`,
    made.length === 0
      ? 'no containers'
      : `${made.length} ${made.length === 1 ? 'container' : 'containers'}, ${running} running`,
    imageCount === 1 ? '1 image' : `${imageCount} images`,
  ];
  return `${parts.join(', ')}${registry ? `; ${registry.name} at ${registry.host}` : ''}.`;
}
