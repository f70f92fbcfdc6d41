// The stage at a moment is the same however one came there: live, from the past, from the future. Random sessions, every view.
import { render } from '@testing-library/svelte';
import fc from 'fast-check';
import { flushSync, tick } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createWorld } from '../../../src/sim/world.ts';
import { Playback } from '../../../src/ui/player/playback.svelte.ts';
import Stage from '../../../src/ui/stage/Stage.svelte';
import { stageViews } from '../../../src/ui/stage/views.ts';
import { domText } from './dom-text.ts';

const pick = (...choices: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...choices);

/** A command line from a pattern; `%` stands for what the arbitraries give, one after the other. */
const line = (pattern: string, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((values) => {
    let index = 0;
    return pattern.replace(/%/g, () => values[index++] ?? '');
  });

const name = pick('a1', 'a2', 'a3');
const network = pick('', '', '--network n1');
const command = fc.oneof(
  { weight: 4, arbitrary: line('docker run -d --name % % % % nginx', name, network, pick('', '-p 8080:80'), pick('', '-v v1:/data')) },
  { weight: 2, arbitrary: line('docker run -d --name % % alpine sleep %', name, network, pick('1', '1000')) },
  { weight: 1, arbitrary: pick('docker run --rm alpine echo hello', 'docker run hello-world', 'docker run nosuch') },
  { weight: 2, arbitrary: line('docker % %', pick('stop -t 0', 'start', 'pause', 'unpause', 'rm -f', 'restart -t 0'), name) },
  { weight: 2, arbitrary: line('docker exec % sh -c %', name, pick("'echo more > /f'", "'rm -f /etc/motd'", "'wget -qO- http://a1'")) },
  { weight: 1, arbitrary: pick('docker network create n1', 'docker network rm n1', 'docker volume create v1') },
  { weight: 1, arbitrary: line('docker network % n1 %', pick('connect', 'disconnect'), name) },
  { weight: 1, arbitrary: pick('curl -s localhost:8080', 'docker rmi -f nginx', 'docker pull alpine') },
  { weight: 2, arbitrary: line("printf 'FROM alpine\\nRUN echo % > /built\\nCOPY . /\\n' > Dockerfile; docker build -q -t b1 .", pick('1', '2')) },
  { weight: 1, arbitrary: pick('docker commit a1 b2', 'docker tag alpine learner/a:1; docker push learner/a:1') },
  { weight: 2, arbitrary: line("printf 'services:\\n  w:\\n    image: nginx\\n  d:\\n    image: alpine\\n    command: sleep %\\n' > compose.yaml; docker compose up -d", pick('100', '200')) },
  { weight: 1, arbitrary: pick('docker compose down', 'docker compose stop w') },
); // prettier-ignore

/** The page's own frames, one when it is asked for. */
class Frames {
  #now = 0;
  #waiting: FrameRequestCallback[] = [];

  readonly request = (callback: FrameRequestCallback): number => this.#waiting.push(callback);

  /** Draws after `elapsed` ms. */
  next(elapsed: number): void {
    this.#now += elapsed;
    const due = this.#waiting;
    this.#waiting = [];
    for (const callback of due) callback(this.#now);
    flushSync();
  }
}

/** All that a view may load, so that nothing is still on its way when it is looked at. */
const pieces = import.meta.glob(
  '../../../src/ui/{stage,layers,build,network,inside,states,messages,registry,compose,virtual-machine,drawing}/*.svelte',
);
beforeAll(() => Promise.all(Object.values(pieces).map((load) => load())), 120_000);

const room = { clientWidth: 1000, clientHeight: 460 };
let frames = new Frames();
beforeEach(() => {
  frames = new Frames();
  vi.stubGlobal('requestAnimationFrame', frames.request);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  for (const [key, of] of Object.entries(room))
    Object.defineProperty(HTMLElement.prototype, key, { configurable: true, get: () => of });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Waits until what is loaded for a view has been drawn. */
async function settled(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setTimeout(resolve));
    await tick();
  }
}

interface Stop {
  readonly time: number;
  readonly position: number;
  readonly shown: string;
}

const ids = [...stageViews.map(({ id }) => id), 'virtual-machine', undefined] as const;

test.each([
  ['on a wide page', 1000, 460],
  ['on a phone', 390, 420],
])(
  'what is shown at a moment does not depend on the way there: %s',
  async (_, width, height) => {
    room.clientWidth = width;
    room.clientHeight = height;
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 4, maxLength: 7 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        async (lines, waits, order) => {
          const world = createWorld({ seed: 'scrubbing', epoch: Date.UTC(2026, 0, 12, 9) });
          world.openTerminal('terminal-1', 100, 30);
          await world.settle(1000);
          const playback = new Playback(world.kernel);
          playback.setSpeed(4);
          playback.start();
          const stages = ids.map((chosen) => ({
            chosen,
            ...render(Stage, {
              playback,
              selected: undefined,
              kind: width < 640 ? 'phone' : 'wide',
              enlarged: false,
              chosen,
              onselect: () => undefined,
              onenlarge: () => undefined,
              onchoose: () => undefined,
              onrun: () => undefined,
            }),
          }));
          const drawn = async (): Promise<string> => {
            flushSync();
            await settled();
            return stages.map(({ chosen, container }) => `${chosen ?? 'follow'}\n${domText(container)}`).join('\n');
          };
          const stops: Stop[] = [];
          const stop = async (): Promise<void> => {
            playback.togglePlaying();
            const { time } = playback;
            const { position } = playback.view;
            stops.push({ time, position, shown: await drawn() });
            playback.togglePlaying();
          };
          const pause = [...waits];
          for (const text of lines) {
            world.type('terminal-1', `${text}\r`);
            for (let frame = 0, still = pause.shift() ?? 0; frame < 60; frame++) {
              frames.next(200);
              await tick();
              if (frame === still) await stop();
              if (world.kernel.nextDue === undefined) break;
            }
          }
          await stop();
          playback.togglePlaying();
          // A stop in the middle of an instant is none that one can come back to.
          const { log } = world.kernel;
          const whole = stops.filter(({ time, position }) => log.position(time) === position);
          expect(whole.length).toBeGreaterThan(0);
          for (let round = 0; round < 2 * whole.length; round++) {
            playback.seek((world.kernel.now * (order.next().value % 1000)) / 1000);
            await drawn();
            const { time, shown } = whole[order.next().value % whole.length] as Stop;
            playback.seek(time);
            expect(await drawn()).toBe(shown);
          }
          playback.stop();
          for (const { unmount } of stages) unmount();
        },
      ),
      { numRuns: 2, seed: 20260112, endOnFailure: true },
    );
  },
  300_000,
);
