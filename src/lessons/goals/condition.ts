// Conditions on the world, as lessons write them (docs/lesson-format.md, Goals).

/** A goal: its words, and what must be so. */
export interface Goal {
  readonly words: string;
  readonly condition: Condition;
  /** True from the beginning; it must stay so. */
  readonly keep: boolean;
  /** What is said when it is not met, in place of the difference. */
  readonly otherwise: string | undefined;
  /** Line of the lesson's file. */
  readonly line: number;
}

export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/** A number to compare with, and its text as it was written. */
export interface Amount {
  readonly comparison: Comparison;
  readonly value: number;
  readonly text: string;
}

/** A text to compare with: exactly this, any, part of it, or a pattern. */
export type TextTest =
  | { readonly kind: 'exactly' | 'contains'; readonly text: string }
  | { readonly kind: 'anything' }
  | { readonly kind: 'matches'; readonly pattern: RegExp; readonly text: string };

/** What a file must be: `true` there, `false` not there, or a text in it. */
export type FileTest = boolean | TextTest;

export interface PortWish {
  /** Undefined: any. */
  readonly address: string | undefined;
  readonly host: number | undefined;
  readonly container: number;
  readonly protocol: 'tcp' | 'udp';
}

export interface MountWish {
  /** Volume name, path on the host, `tmpfs`, or `*`. */
  readonly source: string;
  readonly destination: string;
  /** Undefined: either. */
  readonly readOnly: boolean | undefined;
}

type Texts = ReadonlyMap<string, TextTest>;
type Files = ReadonlyMap<string, FileTest>;

export interface ContainerCondition {
  readonly kind: 'container';
  /** Undefined: any. */
  readonly name: string | undefined;
  readonly state?: readonly string[];
  readonly image?: string;
  readonly exit?: Amount;
  readonly env?: Texts;
  readonly ports?: readonly PortWish[];
  readonly mounts?: readonly MountWish[];
  readonly networks?: readonly string[];
  readonly labels?: Texts;
  readonly restart?: string;
  readonly health?: string;
  readonly user?: string;
  readonly memory?: Amount;
  readonly cpus?: Amount;
  readonly pids?: Amount;
  readonly readonly?: boolean;
  readonly privileged?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly hostname?: string;
  readonly workdir?: string;
  readonly command?: TextTest;
  readonly restarts?: Amount;
  readonly oom?: boolean;
  readonly files?: Files;
  readonly count?: Amount;
}

export interface ImageCondition {
  readonly kind: 'image';
  readonly name: string | undefined;
  readonly layers?: Amount;
  readonly size?: Amount;
  readonly user?: string;
  readonly env?: Texts;
  readonly labels?: Texts;
  readonly workdir?: string;
  readonly expose?: readonly string[];
  readonly command?: TextTest;
  readonly entrypoint?: TextTest;
  readonly healthcheck?: boolean;
  readonly architecture?: string;
  readonly files?: Files;
  readonly same_as?: string;
  readonly built_on?: string;
  readonly count?: Amount;
}

export interface VolumeCondition {
  readonly kind: 'volume';
  readonly name: string | undefined;
  readonly files?: Files;
  readonly labels?: Texts;
  readonly anonymous?: boolean;
  readonly used_by?: string;
  readonly count?: Amount;
}

export interface NetworkCondition {
  readonly kind: 'network';
  readonly name: string | undefined;
  readonly driver?: string;
  readonly subnet?: string;
  readonly internal?: boolean;
  readonly containers?: readonly string[];
  readonly count?: Amount;
}

export interface FileCondition {
  readonly kind: 'file';
  readonly path: string;
  readonly contains?: string;
  readonly matches?: TextTest;
  readonly absent?: boolean;
  readonly executable?: boolean;
}

export interface ProcessCondition {
  readonly kind: 'process';
  readonly pattern: TextTest;
  readonly in?: string;
  readonly user?: Amount;
  readonly count?: Amount;
}

export interface TypedCondition {
  readonly kind: 'typed';
  readonly pattern: TextTest;
  readonly exit?: Amount;
  readonly count?: Amount;
}

export interface PushedCondition {
  readonly kind: 'pushed';
  readonly reference: string;
}

export interface AnswersCondition {
  readonly kind: 'answers';
  readonly url: string;
  readonly status: number;
  readonly contains?: string;
  readonly from?: string;
}

export interface ShellCondition {
  readonly kind: 'shell';
  readonly line: string;
  readonly exit: number;
  readonly prints?: TextTest;
  readonly in?: string;
}

export type Condition =
  | ContainerCondition
  | ImageCondition
  | VolumeCondition
  | NetworkCondition
  | FileCondition
  | ProcessCondition
  | TypedCondition
  | PushedCondition
  | AnswersCondition
  | ShellCondition
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition };
