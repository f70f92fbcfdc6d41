// Classes, interfaces, traits and enumerations as they are written.
import type { ClassInfo, ConstantInfo, Param, PropertyInfo, Visibility } from '../run/class-info.ts';
import { constant, type Code } from './code.ts';
import type { Compiler } from './compiler.ts';
import { compileFunction, type FunctionTemplate } from './functions.ts';
import { typeOf } from './names.ts';
import { child, children, isNode, lineOf, nameIn, optional, text, type Node } from './syntax.ts';

export interface MethodTemplate {
  readonly name: string;
  readonly template: FunctionTemplate;
  readonly visibility: Visibility;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly promoted: readonly Param[];
}

export interface TraitUse {
  readonly names: readonly string[];
  readonly rules: readonly (
    | { readonly kind: 'instead'; readonly trait: string; readonly method: string; readonly instead: readonly string[] }
    | {
        readonly kind: 'alias';
        readonly trait: string | undefined;
        readonly method: string;
        readonly as: string | undefined;
        readonly visibility: Visibility | undefined;
      }
  )[];
}

/** A class before it is declared. */
export interface ClassTemplate {
  readonly name: string;
  readonly kind: ClassInfo['kind'];
  readonly parent: string | undefined;
  readonly interfaces: readonly string[];
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly isReadonly: boolean;
  readonly dynamic: boolean;
  readonly backing: 'int' | 'string' | undefined;
  readonly methods: readonly MethodTemplate[];
  readonly properties: readonly (Omit<PropertyInfo, 'cls'> & { readonly isStatic: boolean })[];
  readonly constants: readonly (Pick<ConstantInfo, 'code' | 'visibility' | 'isCase'> & { readonly name: string })[];
  readonly traits: readonly TraitUse[];
  readonly file: string;
  readonly line: number;
}

const visibilityOf = (given: unknown): Visibility => (given === 'private' || given === 'protected' ? given : 'public');

/** Compiles what a class has. */
export function compileClass(compiler: Compiler, node: Node): ClassTemplate {
  const { names, file } = compiler;
  const line = lineOf(node);
  const anonymous = node['isAnonymous'] === true;
  const parentNode = node.kind === 'interface' ? undefined : optional(node, 'extends');
  const parent = parentNode && names.classOf(parentNode);
  const name = anonymous
    ? `${parent ?? 'class'}@anonymous\0${file}:${line}$${node.loc?.start.column ?? 0}`
    : names.own(nameIn(node, 'name'));
  const outer = compiler.scope;
  const within = { cls: name, parent, isTrait: node.kind === 'trait' };
  compiler.scope = { name: '', generator: false, ...within };
  const methods: MethodTemplate[] = [];
  const properties: (Omit<PropertyInfo, 'cls'> & { isStatic: boolean })[] = [];
  const constants: (Pick<ConstantInfo, 'code' | 'visibility' | 'isCase'> & { name: string })[] = [];
  const traits: TraitUse[] = [];
  const isReadonly = node['isReadonly'] === true;
  for (const member of children(node, 'body')) {
    switch (member.kind) {
      case 'method':
        methods.push(method(compiler, member, within, node.kind === 'interface'));
        break;
      case 'propertystatement':
        properties.push(...propertiesOf(compiler, member, isReadonly));
        break;
      case 'classconstant':
        for (const one of children(member, 'constants'))
          constants.push({
            name: nameIn(one, 'name'),
            code: compiler.expression(child(one, 'value')),
            visibility: visibilityOf(member['visibility']),
            isCase: false,
          });
        break;
      case 'enumcase': {
        const value = optional(member, 'value');
        constants.push({
          name: nameIn(member, 'name'),
          code: value ? compiler.expression(value) : constant(null),
          visibility: 'public',
          isCase: true,
        });
        break;
      }
      case 'traituse':
        traits.push(traitUse(compiler, member));
        break;
      default:
    }
  }
  for (const { promoted } of methods)
    for (const { name: promotedName, type, promoted: how } of promoted)
      if (how)
        properties.push({
          name: promotedName,
          default: undefined,
          type: type ?? { names: ['mixed'], all: false, text: 'mixed' },
          visibility: how.visibility,
          readonly: how.readonly || isReadonly,
          isStatic: false,
        });
  compiler.scope = outer;
  const kind = node.kind as ClassInfo['kind'];
  const listed = kind === 'interface' ? children(node, 'extends') : children(node, 'implements');
  return {
    name, kind, parent, interfaces: listed.map((one) => names.classOf(one)), isAbstract: node['isAbstract'] === true,
    isFinal: node['isFinal'] === true, isReadonly, dynamic: allowsDynamic(node), backing: backingOf(node), methods, properties,
    constants, traits, file, line,
  }; // prettier-ignore
}

function allowsDynamic(node: Node): boolean {
  return children(node, 'attrGroups').some((group) =>
    children(group, 'attrs').some((one) => text(one, 'name').replace(/^\\/, '') === 'AllowDynamicProperties'),
  );
}

function backingOf(node: Node): 'int' | 'string' | undefined {
  const given = node['valueType'];
  const name = isNode(given) ? (nameIn(given, 'name') || text(given, 'raw')).toLowerCase() : '';
  return name === 'int' || name === 'string' ? name : undefined;
}

function method(
  compiler: Compiler,
  node: Node,
  within: { cls: string; parent: string | undefined; isTrait: boolean },
  inInterface: boolean,
): MethodTemplate {
  const name = nameIn(node, 'name');
  const template = compileFunction(compiler, node, name, within);
  return {
    name,
    template,
    visibility: visibilityOf(node['visibility']),
    isStatic: node['isStatic'] === true,
    isAbstract: node['isAbstract'] === true || (inInterface && !node['body']),
    isFinal: node['isFinal'] === true,
    promoted: template.make().params.filter((param) => param.promoted),
  };
}

function propertiesOf(
  compiler: Compiler,
  node: Node,
  allReadonly: boolean,
): (Omit<PropertyInfo, 'cls'> & { isStatic: boolean })[] {
  return children(node, 'properties').map((one) => {
    const given = optional(one, 'value');
    const hooks = children(one, 'hooks').length > 0;
    const name = nameIn(one, 'name');
    const code: Code | undefined = given && compiler.expression(given);
    return {
      name,
      default: hooks ? unsimulatedHooks(name) : code,
      type: typeOf(compiler.names, optional(one, 'type'), one['nullable'] === true),
      visibility: visibilityOf(node['visibility']),
      readonly: one['readonly'] === true || allReadonly,
      isStatic: node['isStatic'] === true,
    };
  });
}

const unsimulatedHooks = (name: string): Code => {
  const now: Code['now'] = ({ engine }) => {
    throw engine.notSimulated(`hooks of property $${name}`);
  };
  return { now, *run (frame) { return now(frame); } }; // prettier-ignore
};

function traitUse(compiler: Compiler, node: Node): TraitUse {
  const { names } = compiler;
  return {
    names: children(node, 'traits').map((one) => names.classOf(one)),
    rules: children(node, 'adaptations').map((rule) => {
      const trait = optional(rule, 'trait');
      const methodName = nameIn(rule, 'method');
      if (rule.kind === 'traitprecedence')
        return {
          kind: 'instead' as const,
          trait: trait ? names.classOf(trait) : '',
          method: methodName,
          instead: children(rule, 'instead').map((one) => names.classOf(one)),
        };
      const visibility = text(rule, 'visibility');
      return {
        kind: 'alias' as const,
        trait: trait && names.classOf(trait),
        method: methodName,
        as: rule['as'] ? nameIn(rule, 'as') : undefined,
        visibility: visibility === '' ? undefined : visibilityOf(visibility),
      };
    }),
  };
}
