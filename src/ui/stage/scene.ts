// All that a stage draws at a moment, read from the log at the playhead.
import type { MachineRecord } from '../../sim/computer/records.ts';
import type { Log, MessageEntry } from '../../sim/kernel/log.ts';
import { View } from '../../sim/kernel/view.ts';
import type { StoryTime } from '../player/story-time.ts';
import { AskedManifests } from './asked-manifests.ts';
import { Conversations, type Conversation } from './conversation.ts';
import { KeptList, KeptValue } from './keep.ts';
import { arrives, askedFor, KeptParts, pictureAt, withLeaving, withProgress, type Picture } from './picture.ts';
import { PlaceKeeper } from './places.ts';
import { DrawnChanges, Presences } from './presence.ts';
import { underWay, type UnderWay } from './under-way.ts';

export interface Scene {
  readonly time: number;
  /** The learner's own machine. */
  readonly picture: Picture;
  /** The other machines, in the order in which they came. */
  readonly others: readonly SceneHost[];
  readonly conversation: Conversation;
  readonly presences: Presences;
  /** What the command does to a container of the learner's own machine. */
  readonly underWay: UnderWay | undefined;
  /** Nothing travels. */
  readonly still: boolean;
  /** What an open answer is saying. */
  readonly saying: string;
  /** The drawing in a sentence. */
  readonly summary: string;
}

/** A host on the stage: a machine with an engine. */
export interface SceneHost {
  /** Name of the machine and of its engine. */
  readonly name: string;
  /** How its engine is spoken to; undefined for the learner's own machine. */
  readonly machine: MachineRecord | undefined;
  readonly picture: Picture;
}

/** A picture, and the moment for which it was made. */
interface Made {
  readonly position: number;
  readonly asked: MessageEntry | undefined;
  readonly picture: Picture;
}

/** Makes the scenes of one log. A scene is a function of the moment alone; what has not changed is not made anew. */
export class SceneMaker {
  readonly #log: Log;
  readonly #engine: string;
  readonly #conversations: Conversations;
  readonly #changes: DrawnChanges;
  readonly #own: PictureMaker;
  readonly #others = new Map<string, PictureMaker>();
  #atRest: { readonly position: number; readonly scene: Scene } | undefined;

  /** `engine`: that of the learner's own machine. */
  constructor(log: Log, engine: string) {
    this.#log = log;
    this.#engine = engine;
    this.#conversations = new Conversations(log);
    this.#changes = new DrawnChanges(log);
    this.#own = new PictureMaker(log, engine, this.#conversations);
  }

  at(view: View, story: StoryTime, still: boolean): Scene {
    const rest = this.#atRest;
    if (rest?.position === view.position && rest.scene.still === still && rest.scene.time <= view.time)
      return rest.scene;
    const conversation = this.#conversations.at(view);
    const presences = new Presences(view, this.#changes, story, still);
    const present = this.#own.at(view, conversation);
    const picture = this.#own.shown(present, presences.before);
    const others = view.all('machine').map((machine): SceneHost => {
      const maker = this.#makerOf(machine.name);
      const now = maker.at(view, conversation);
      return { name: machine.name, machine, picture: maker.shown(now, presences.before) };
    });
    const doing = underWay(conversation, view, this.#engine);
    const scene: Scene = {
      time: view.time,
      picture,
      others,
      conversation,
      presences,
      underWay: doing,
      still,
      saying: [picture, ...others.map((host) => host.picture)].map(sayingOf).find((text) => text !== '') ?? '',
      summary: summaryOf(present, others),
    };
    const arriving = arrives(present.layers) || others.some((host) => arrives(host.picture.layers));
    const resting = presences.settled && !doing && !arriving && !travels(conversation);
    this.#atRest = resting ? { position: view.position, scene } : undefined;
    return scene;
  }

  #makerOf(engine: string): PictureMaker {
    const known = this.#others.get(engine);
    if (known) return known;
    const maker = new PictureMaker(this.#log, engine, this.#conversations);
    this.#others.set(engine, maker);
    return maker;
  }
}

/** Makes the pictures of one engine's host. */
class PictureMaker {
  readonly #engine: string;
  readonly #conversations: Conversations;
  readonly #places: PlaceKeeper;
  readonly #manifests: AskedManifests;
  /** Goes to the moment before something left. */
  readonly #past: View;
  #made: Made | undefined;
  readonly #parts = new KeptParts();
  #before: { readonly position: number; readonly picture: Picture } | undefined;
  #shown: { readonly present: Picture; readonly before: number | undefined; readonly picture: Picture } | undefined;
  readonly #kept = {
    client: new KeptValue<Picture['client']>(),
    containers: new KeptList<Picture['containers'][number]>(({ id }) => id),
    layers: new KeptList<Picture['layers'][number]>(({ id }) => id),
    networks: new KeptList<Picture['networks'][number]>(({ id }) => id),
    volumes: new KeptList<Picture['volumes'][number]>(({ id }) => id),
    registry: new KeptValue<Picture['registry']>(),
  };

  constructor(log: Log, engine: string, conversations: Conversations) {
    this.#engine = engine;
    this.#conversations = conversations;
    this.#places = new PlaceKeeper(log, engine);
    this.#manifests = new AskedManifests(log);
    this.#past = new View(log);
  }

  at(view: View, conversation: Conversation): Picture {
    const { position } = view;
    const asked = askedFor(conversation, this.#engine, view.time);
    if (this.#made?.position === position && this.#made.asked === asked)
      return arrives(this.#made.picture.layers)
        ? withProgress(this.#made.picture, view, this.#engine)
        : this.#made.picture;
    const picture = pictureAt(
      view,
      this.#engine,
      this.#places.at(position),
      conversation,
      this.#manifests.at(position),
      this.#parts,
    );
    this.#made = { position, asked, picture };
    return picture;
  }

  /**
   * The picture with what is seen to leave: what was there at an earlier position of the log (`before`). What is the same as in
   * the last one is the same object.
   */
  shown(present: Picture, before: number | undefined): Picture {
    const last = this.#shown;
    if (last?.present === present && last.before === before) return last.picture;
    const made = before === undefined ? present : withLeaving(present, this.#pictureBefore(before));
    const picture = this.#keep(made, last?.picture);
    this.#shown = { present, before, picture };
    return picture;
  }

  #keep(made: Picture, last: Picture | undefined): Picture {
    const kept = this.#kept;
    const picture: Picture = {
      ...made,
      client: kept.client.of(made.client),
      containers: kept.containers.of(made.containers),
      layers: kept.layers.of(made.layers),
      networks: kept.networks.of(made.networks),
      volumes: kept.volumes.of(made.volumes),
      registry: kept.registry.of(made.registry),
    };
    const keys = Object.keys(picture) as (keyof Picture)[];
    return last && keys.every((key) => picture[key] === last[key]) ? last : picture;
  }

  #pictureBefore(position: number): Picture {
    if (this.#before?.position === position) return this.#before.picture;
    this.#past.moveToPosition(position);
    const conversation = this.#conversations.at(this.#past);
    const picture = pictureAt(
      this.#past,
      this.#engine,
      this.#places.at(position),
      conversation,
      this.#manifests.at(position),
    );
    this.#before = { position, picture };
    return picture;
  }
}

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

function summaryOf(
  { client, daemon, containers, imageCount, registry }: Picture,
  others: readonly SceneHost[],
): string {
  const made = containers.filter(({ inspectable }) => inspectable);
  const running = made.filter(({ drawn }) => drawn.state === 'running').length;
  const parts = [
    `The client is ${client.state}`,
    `the daemon is ${daemon}`,
    made.length === 0
      ? 'no containers'
      : `${made.length} ${made.length === 1 ? 'container' : 'containers'}, ${running} running`,
    imageCount === 1 ? '1 image' : `${imageCount} images`,
    ...others.map(({ name }) => `another machine, ${name}`),
  ];
  return `${parts.join(', ')}${registry ? `; ${registry.name} at ${registry.host}` : ''}.`;
}
