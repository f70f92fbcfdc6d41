// Judges the goals of a step, again and again, on the world at the playhead; tries out what the records cannot tell.
import { checkGoal, scriptsFor } from '../../lessons/goals/check-goal.ts';
import type { Goal } from '../../lessons/goals/condition.ts';
import type { Evidence, Finding } from '../../lessons/goals/evidence.ts';
import { arrivalIn } from '../../lessons/preparation.ts';
import { probe, type ProbeAnswer } from '../../lessons/probe.ts';
import type { Laboratory } from '../session/laboratory.svelte.ts';

/** Ms of real time between two looks at the records. */
const pause = 120;
/** Ms of real time between two tries, at least; and how many times longer than a try takes. */
const longPause = 700;
const rest = 8;
/** Ms of a frame that a try may use. */
const share = 8;

const nothingTried: ReadonlyMap<string, ProbeAnswer> = new Map();

export class GoalWatch {
  #findings = $state.raw<readonly Finding[]>([]);
  readonly #goals: readonly Goal[];
  readonly #laboratory: Laboratory;
  readonly #since: number;
  #answers = nothingTried;
  /** Length of the log when it was tried last. */
  #triedAt = -1;
  #trying = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looked = 0;
  #stopped = false;

  constructor(laboratory: Laboratory, goals: readonly Goal[]) {
    this.#laboratory = laboratory;
    this.#goals = goals;
    this.#since = arrivalIn(laboratory.playback.log);
    this.look();
  }

  /** How each goal stands. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  get allMet(): boolean {
    return this.#findings.every(({ state }) => state === 'met');
  }

  /** Looks soon: to be called whenever the world may have changed. */
  lookSoon(): void {
    if (this.#timer !== undefined || this.#stopped) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.look();
      },
      Math.max(0, this.#looked + pause - performance.now()),
    );
  }

  look(): void {
    this.#looked = performance.now();
    const evidence = this.#evidence();
    const findings = this.#goals.map((goal) => checkGoal(evidence, goal));
    if (JSON.stringify(findings) !== JSON.stringify(this.#findings)) this.#findings = findings;
    this.#try(evidence);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #evidence(): Evidence {
    const { view, log } = this.#laboratory.playback;
    return { view, log, since: this.#since, answers: this.#answers };
  }

  #try(evidence: Evidence): void {
    const { log, playback } = { log: evidence.log, playback: this.#laboratory.playback };
    if (this.#trying || !playback.live || log.length === this.#triedAt) return;
    const scripts = scriptsFor(evidence, this.#goals);
    if (scripts.length === 0) return;
    this.#trying = true;
    this.#triedAt = log.length;
    const began = performance.now();
    void probe(this.#laboratory.session, scripts, breathing()).then((answers) => {
      this.#answers = answers;
      this.lookSoon();
      setTimeout(
        () => {
          this.#trying = false;
          this.lookSoon();
        },
        Math.max(longPause, (performance.now() - began) * rest),
      );
    });
  }
}

/** Lets the page draw whenever its share of a frame is used up. */
export function breathing(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < share) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    began = performance.now();
  };
}
