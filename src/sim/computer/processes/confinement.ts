// What a process may never do, whoever it is: seccomp, no_new_privs, the capabilities it can gain, and how the kernel
// chooses when memory is short (seccomp(2), prctl(2), proc(5)). Children inherit it.

export interface Confinement {
  /** Capabilities that no program can go beyond. */
  readonly bounding: ReadonlySet<string>;
  /** `filter`: system calls go through a profile; `disabled`: none. */
  readonly seccomp: 'disabled' | 'filter';
  readonly noNewPrivileges: boolean;
  /** Name of the AppArmor profile; `unconfined` without one. */
  readonly apparmor: string;
  /** −1000 (never killed for memory) … 1000 (first). */
  readonly oomScoreAdjustment: number;
}
