// Services of a machine that its service manager (systemd) starts and stops.
import type { Task } from '../kernel/task.ts';

/** What systemd says of a unit in `systemctl is-active`. */
export type UnitState = 'inactive' | 'activating' | 'active' | 'deactivating';

/** A service as the service manager knows it. */
export interface Unit {
  /** Without the suffix: `docker`. */
  readonly name: string;
  readonly description: string;
  readonly documentation: string;
  readonly state: UnitState;
  /** When it got into its state, virtual clock, ms since 1970. */
  readonly since: number;
  /** Comes back when it is active; at once when it is. Waits for a stop that is under way. */
  start(): Task;
  /** Comes back when it is inactive; at once when it is. Waits for a start that is under way. */
  stop(): Task;
}
