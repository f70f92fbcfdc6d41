// What a frame of the stage costs with a hundred containers: the scene read from the log, and its layout.
import { View } from '../../src/sim/kernel/view.ts';
import { createWorld } from '../../src/sim/world.ts';
import { StoryTime } from '../../src/ui/player/story-time.ts';
import { HostLayouts } from '../../src/ui/stage/host-layout.ts';
import { SceneMaker } from '../../src/ui/stage/scene.ts';
import { besideEachOther } from '../../src/ui/stage/stage-layout.ts';
import { cpuTime, type Benchmark, type Figure } from './measure.ts';

const containers = 100;
const frames = 1000;

async function run(): Promise<Figure[]> {
  const world = createWorld({ seed: 'stage', epoch: Date.UTC(2025, 0, 1) });
  world.openTerminal('terminal-1', 100, 30);
  world.type('terminal-1', `for i in $(seq ${containers}); do docker run -d alpine sleep 10000; done\r`);
  await world.settle(600_000);
  const { log } = world.kernel;
  const story = new StoryTime(log);
  story.extend(world.kernel.now);
  const view = new View(log);
  view.moveTo(world.kernel.now);
  const maker = new SceneMaker(log, 'drydock');
  const layouts = new HostLayouts();
  const { inner } = besideEachOther(1440, 457);
  const present = maker.at(view, story, false).picture.containers.length;
  const first = await cpuTime(() => layouts.at(new SceneMaker(log, 'drydock').at(view, story, false).picture, inner));
  const draw = (moment: (frame: number) => number) => (): void => {
    for (let frame = 0; frame < frames; frame++) {
      view.moveTo(moment(frame));
      layouts.at(maker.at(view, story, false).picture, inner);
    }
  };
  const end = log.entries.at(-1)?.t ?? 0;
  const rest = await cpuTime(draw(() => world.kernel.now));
  // The last quarter of the log, in which most containers are there, as played back in equal steps of the story.
  const [from, to] = [story.at(end * 0.75), story.at(end)];
  const played = await cpuTime(draw((frame) => story.when(from + ((to - from) * frame) / frames)));
  const scrubbed = await cpuTime(draw((frame) => end * ((frame * 0.618) % 1)));
  return [
    { what: 'containers on the stage', value: present, unit: '' },
    { what: 'log entries', value: log.length, unit: '' },
    { what: 'first scene', value: first.ms, unit: 'ms' },
    { what: 'a frame in which nothing happens', value: rest.ms / frames, unit: 'ms' },
    { what: 'a frame while it plays', value: played.ms / frames, unit: 'ms' },
    { what: 'a frame of wild scrubbing', value: scrubbed.ms / frames, unit: 'ms' },
  ];
}

export const benchmarks: readonly Benchmark[] = [{ name: 'stage: a hundred containers', run }];
