// The jobs of a shell: what runs in the background or was stopped.
import type { ExitStatus, Process } from '../contract.ts';

/** A pipeline with its processes. */
export interface Job {
  readonly number: number;
  readonly processes: readonly Process[];
  /** Its command line, as `jobs` shows it. */
  readonly text: string;
  /** Exit statuses by process, once they are known. */
  readonly ended: Map<Process, ExitStatus>;
  state: 'running' | 'stopped' | 'done';
  /** The last state that was told to the user. */
  told: Job['state'];
}

/** The jobs in order of their numbers. */
export class Jobs {
  readonly #jobs: Job[] = [];
  /** Jobs by when they were last stopped or put in the background: the last is the current one, `%+`. */
  #recent: Job[] = [];

  get all(): readonly Job[] {
    return this.#jobs;
  }

  /** Jobs as dash and ash list them: the current one first. */
  get recent(): Job[] {
    return this.#ranked();
  }

  /** Remembers processes as a new job and makes it the current one. */
  add(processes: readonly Process[], text: string, state: 'running' | 'stopped'): Job {
    const number = Math.max(0, ...this.#jobs.map((job) => job.number)) + 1;
    const job: Job = { number, processes, text, ended: new Map(), state, told: state };
    this.#jobs.push(job);
    this.touch(job);
    return job;
  }

  /** Makes a job the current one. */
  touch(job: Job): void {
    this.#recent = [...this.#recent.filter((other) => other !== job), job];
  }

  remove(job: Job): void {
    this.#recent = this.#recent.filter((other) => other !== job);
    const index = this.#jobs.indexOf(job);
    if (index >= 0) this.#jobs.splice(index, 1);
  }

  /** `+` for the current job, `-` for the one before it, a blank for others. */
  mark(job: Job): '+' | '-' | ' ' {
    const ranked = this.#ranked();
    return job === ranked[0] ? '+' : job === ranked[1] ? '-' : ' ';
  }

  /** The job that `%1`, `%+`, `%-`, `%name`, `%?text` or a pid means. */
  find(text: string): Job | undefined {
    if (!text.startsWith('%')) return this.#jobs.find((job) => job.processes.some(({ pid }) => String(pid) === text));
    const what = text.slice(1);
    const ranked = this.#ranked();
    if (what === '' || what === '+' || what === '%') return ranked[0];
    if (what === '-') return ranked[1] ?? ranked[0];
    if (/^\d+$/.test(what)) return this.#jobs.find((job) => job.number === Number(what));
    if (what.startsWith('?')) return this.#jobs.find((job) => job.text.includes(what.slice(1)));
    return this.#jobs.find((job) => job.text.startsWith(what));
  }

  /** Stopped jobs before running ones, the most recent first. */
  #ranked(): Job[] {
    const recent = [...this.#recent].reverse();
    return [...recent.filter(({ state }) => state === 'stopped'), ...recent.filter(({ state }) => state !== 'stopped')];
  }
}
