// Events about an image: its labels are among their attributes, as long as it is there.
import type { Engine } from '../engine.ts';

/** Tells what happened to an image. `name` is the reference that it is about, else its ID. */
export function emitImageEvent(engine: Engine, action: string, id: string, name = id): void {
  engine.events.emit('image', action, id, { ...engine.images.get(id)?.config.config.Labels, name });
}
