// All that a stage draws at a moment, read from the log at the playhead.
import type { Log, MessageEntry } from '../../sim/kernel/log.ts';
import { View } from '../../sim/kernel/view.ts';
import type { StoryTime } from '../player/story-time.ts';
import { Conversations, type Conversation } from './conversation.ts';
import { askedFor, pictureAt, withLeaving, withProgress, type Picture } from './picture.ts';
import { PlaceKeeper } from './places.ts';
import { DrawnChanges, Presences } from './presence.ts';

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

/** A picture, and the moment for which it was made. */
interface Made {
  readonly position: number;
  readonly asked: MessageEntry | undefined;
  readonly picture: Picture;
}

/** Makes the scenes of one log. A scene is a function of the moment alone; what has not changed is not made anew. */
export class SceneMaker {
  readonly #engine: string;
  readonly #conversations: Conversations;
  readonly #places: PlaceKeeper;
  readonly #changes: DrawnChanges;
  /** Goes to the moment before something left. */
  readonly #past: View;
  #made: Made | undefined;
  #before: { readonly position: number; readonly picture: Picture } | undefined;
  #atRest: { readonly position: number; readonly scene: Scene } | undefined;

  constructor(log: Log, engine: string) {
    this.#engine = engine;
    this.#conversations = new Conversations(log);
    this.#places = new PlaceKeeper(log);
    this.#changes = new DrawnChanges(log);
    this.#past = new View(log);
  }

  at(view: View, story: StoryTime, still: boolean): Scene {
    const rest = this.#atRest;
    if (rest?.position === view.position && rest.scene.still === still && rest.scene.time <= view.time)
      return rest.scene;
    const conversation = this.#conversations.at(view);
    const presences = new Presences(view, this.#changes, story, still);
    const present = this.#picture(view, conversation);
    const picture =
      presences.before === undefined ? present : withLeaving(present, this.#pictureBefore(presences.before));
    const scene: Scene = {
      time: view.time,
      picture,
      conversation,
      presences,
      still,
      saying: sayingOf(picture),
      summary: summaryOf(present),
    };
    const resting = presences.settled && !arrives(present) && !travels(conversation);
    this.#atRest = resting ? { position: view.position, scene } : undefined;
    return scene;
  }

  #picture(view: View, conversation: Conversation): Picture {
    const { position } = view;
    const asked = askedFor(conversation, view.time);
    if (this.#made?.position === position && this.#made.asked === asked)
      return arrives(this.#made.picture) ? withProgress(this.#made.picture, view, this.#engine) : this.#made.picture;
    const picture = pictureAt(view, this.#engine, this.#places.at(position), conversation);
    this.#made = { position, asked, picture };
    return picture;
  }

  #pictureBefore(position: number): Picture {
    if (this.#before?.position === position) return this.#before.picture;
    this.#past.moveToPosition(position);
    const conversation = this.#conversations.at(this.#past);
    const picture = pictureAt(this.#past, this.#engine, this.#places.at(position), conversation);
    this.#before = { position, picture };
    return picture;
  }
}

/** Whether a layer of the picture is on its way, or being unpacked. */
const arrives = ({ layers }: Picture): boolean =>
  layers.some(({ drawn }) => drawn.state === 'downloading' || drawn.state === 'extracting');

const travels = ({ clientToDaemon, daemonToRegistry, traffic }: Conversation): boolean =>
  traffic.length > 0 || [...clientToDaemon, ...daemonToRegistry].some(({ done }) => done < 1);

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
