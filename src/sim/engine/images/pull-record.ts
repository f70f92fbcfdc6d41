// The record of a pull, in step with the image statechart.
import { imageMachine, type ImageEvent } from '../../machines/image.ts';
import { next } from '../../machines/next.ts';
import type { Engine } from '../engine.ts';
import { recordKey, type PullRecord } from '../records.ts';

/** Keeps one pull's record. */
export class PullTracker {
  readonly #engine: Engine;
  readonly #key: string;
  #record: PullRecord;

  constructor(engine: Engine, reference: string) {
    this.#engine = engine;
    this.#key = recordKey(engine.name, reference);
    const before = engine.kernel.store.get('pull', this.#key)?.state ?? 'absent';
    // A second pull of the same reference while one runs shares the record.
    const state = next(imageMachine, before, 'pull') ?? before;
    this.#record = { engine: engine.name, reference, state: state as PullRecord['state'], layers: [], error: '' };
    this.#put();
  }

  move(event: ImageEvent, fields: Partial<Pick<PullRecord, 'layers' | 'error'>> = {}): void {
    const state = next(imageMachine, this.#record.state, event);
    if (state === undefined) return;
    this.#record = { ...this.#record, ...fields, state: state as PullRecord['state'] };
    this.#put();
  }

  /** The pull has ended without a result: it was cancelled. */
  abandon(): void {
    this.move('fail', { error: 'context canceled' });
  }

  #put(): void {
    this.#engine.kernel.store.put('pull', this.#key, this.#record);
  }
}
