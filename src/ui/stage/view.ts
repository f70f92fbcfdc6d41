// What a view of the stage is, and what it is given.
import type { Component } from 'svelte';
import type { Log } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { LayoutKind } from '../app/layout.ts';
import type { Playback } from '../player/playback.svelte.ts';
import type { Scene } from './scene.ts';
import type { StageObjects } from './stage-objects.svelte.ts';

/** A moment of the world. It is a new one only when something has happened, whatever the clock says. */
export interface Moment {
  /** The world at the moment. */
  readonly view: View;
  readonly log: Log;
  /** How many entries of the log have happened. */
  readonly position: number;
}

/** What every view is given. It draws the moment at the playhead, and nothing else: it keeps no state of its motion. */
export interface ViewProps {
  readonly playback: Playback;
  /** What is read from it is read again when something has happened, and not in each frame. */
  readonly moment: Moment;
  readonly scene: Scene;
  /** Room for the view, px. */
  readonly width: number;
  readonly height: number;
  readonly kind: LayoutKind;
  /** Id of the object that the inspector shows. */
  readonly selected: string | undefined;
  /** Makes drawn objects one stop of the Tab key, with arrows between them. */
  readonly objects: StageObjects;
  /** The text twin is wanted instead of the drawing: all that is drawn, in words, with the same links. */
  readonly asText: boolean;
  readonly onselect: (id: string) => void;
  /** Opens another view (by its id) about an object (by its record key). */
  readonly onview: (view: string, object?: string) => void;
  /** The object that another view opened this one about. */
  readonly about: string | undefined;
  /** Types a command into the terminal and runs it. */
  readonly onrun: (command: string) => void;
  /** Opens a file of the learner's machine, by its path, in an editor; undefined where there is none. */
  readonly onedit?: ((path: string) => void) | undefined;
}

/** One view of the stage. */
export interface StageView {
  /** Kept with the learner's preferences. */
  readonly id: string;
  readonly name: string;
  /** The key that opens it while the stage has the focus. */
  readonly key: string;
  readonly load: () => Promise<Component<ViewProps>>;
  /** Whether it shows a docker command best: its words, without `docker` and without options, for instance `image build web`. */
  readonly suits: (words: string) => boolean;
}
