// A world with something in it, and the scenes of its moments.
import { createWorld, type World } from '../../../src/sim/world.ts';
import { View } from '../../../src/sim/kernel/view.ts';
import { StoryTime } from '../../../src/ui/player/story-time.ts';
import { SceneMaker, type Scene } from '../../../src/ui/stage/scene.ts';

/** The engine that the stage draws. */
export const engine = 'drydock';

/** A world in which these commands have been typed, each after the one before had ended. */
export async function worldAfter(...commands: readonly string[]): Promise<World> {
  const world = createWorld({ seed: 'stage', epoch: Date.UTC(2025, 0, 1) });
  world.openTerminal('terminal-1', 100, 30);
  await world.settle(1000);
  for (const command of commands) {
    world.type('terminal-1', `${command}\r`);
    await world.settle(30_000);
  }
  return world;
}

/** A story that knows the whole log. */
export function storyOf(world: World): StoryTime {
  const story = new StoryTime(world.kernel.log);
  story.extend(world.kernel.now);
  return story;
}

/** The scene at a moment (virtual ms), made from nothing. */
export function sceneAt(world: World, time: number, story = storyOf(world)): Scene {
  const view = new View(world.kernel.log);
  view.moveTo(time);
  return new SceneMaker(world.kernel.log, engine).at(view, story, false);
}
