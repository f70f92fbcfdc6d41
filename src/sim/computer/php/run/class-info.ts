// Functions and classes as the evaluator keeps them.
import type { Task } from '../../../kernel/task.ts';
import type { Ref, Value } from '../values.ts';
import type { Code, Completion } from '../compiler/code.ts';
import type { Engine } from './engine.ts';
import type { Frame } from './frame.ts';

/** A declared type: names in lower case but for classes, which are fully qualified. */
export interface TypeInfo {
  readonly names: readonly string[];
  readonly all: boolean;
  /** As it was written. */
  readonly text: string;
}

export interface Param {
  readonly name: string;
  readonly default: Code | undefined;
  /** The default is null, which makes the type nullable. */
  readonly nullDefault: boolean;
  readonly type: TypeInfo | undefined;
  readonly byRef: boolean;
  readonly variadic: boolean;
  /** A property that the constructor sets from it. */
  readonly promoted: { readonly visibility: Visibility; readonly readonly: boolean } | undefined;
}

export type Visibility = 'public' | 'protected' | 'private';

/** A function that PHP brings: its arguments have been converted as its signature says. */
export type Native = (php: Engine, args: never, frame: Frame | undefined) => Value | Task<Value>;

export interface FunctionInfo {
  readonly name: string;
  readonly params: readonly Param[];
  readonly body: ((frame: Frame) => Task<Completion>) | undefined;
  /** Its body has nothing to wait for. */
  readonly quick: ((frame: Frame) => Completion) | undefined;
  readonly native: Native | undefined;
  readonly waits: boolean;
  readonly byRef: boolean;
  readonly generator: boolean;
  readonly returns: TypeInfo | undefined;
  readonly statics: Map<string, Ref>;
  readonly file: string;
  readonly line: number;
  readonly uses: readonly { readonly name: string; readonly byRef: boolean }[];
  readonly strict: boolean;
}

export interface MethodInfo {
  readonly name: string;
  readonly info: FunctionInfo;
  readonly visibility: Visibility;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly cls: ClassInfo;
}

export interface PropertyInfo {
  readonly name: string;
  readonly default: Code | undefined;
  readonly type: TypeInfo | undefined;
  readonly visibility: Visibility;
  readonly readonly: boolean;
  readonly cls: ClassInfo;
}

export interface ConstantInfo {
  value: Value | undefined;
  readonly code: Code | undefined;
  readonly visibility: Visibility;
  readonly cls: ClassInfo;
  readonly isCase: boolean;
}

/** A class, an interface, a trait or an enumeration. */
export interface ClassInfo {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'trait' | 'enum';
  readonly parent: ClassInfo | undefined;
  /** All that it implements, inherited ones too. */
  readonly interfaces: ReadonlySet<ClassInfo>;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly isReadonly: boolean;
  readonly methods: Map<string, MethodInfo>;
  /** Instance properties in their order, inherited first. */
  readonly properties: Map<string, PropertyInfo>;
  readonly statics: Map<
    string,
    { readonly ref: Ref; readonly visibility: Visibility; readonly cls: ClassInfo; code: Code | undefined }
  >;
  readonly constants: Map<string, ConstantInfo>;
  readonly backing: 'int' | 'string' | undefined;
  readonly traits: readonly ClassInfo[];
  readonly file: string;
  readonly line: number;
  readonly internal: boolean;
  /** Properties that are not declared may be set. */
  readonly dynamic: boolean;
}

/** Whether a class is another one, or descends from it or implements it. */
export function isA(cls: ClassInfo, other: ClassInfo): boolean {
  for (let at: ClassInfo | undefined = cls; at; at = at.parent) if (at === other) return true;
  return cls.interfaces.has(other);
}

/** Whether an object's class has a name of PHP's own, or inherits from one (lower case). */
export function isNamed(cls: ClassInfo, name: string): boolean {
  for (let at: ClassInfo | undefined = cls; at; at = at.parent) if (at.name.toLowerCase() === name) return true;
  for (const one of cls.interfaces) if (one.name.toLowerCase() === name) return true;
  return false;
}

/** Whether code in a class (`scope`) may use what another one declares. */
export function accessible(visibility: Visibility, owner: ClassInfo, scope: ClassInfo | undefined): boolean {
  if (visibility === 'public') return true;
  if (!scope) return false;
  if (visibility === 'private') return scope === owner;
  return isA(scope, owner) || isA(owner, scope);
}
