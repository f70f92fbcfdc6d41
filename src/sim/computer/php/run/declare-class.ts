// Declaring a class: what it inherits, what traits bring, and what it is missing.
import { Ref } from '../values.ts';
import type { ClassTemplate, MethodTemplate } from '../compiler/classes.ts';
import { constant } from '../compiler/code.ts';
import type { ClassInfo, MethodInfo } from './class-info.ts';
import type { Engine } from './engine.ts';
import { Fatal } from './signals.ts';

/** Declares a class; what it needs is loaded first. Fatal when it cannot be. */
export function declareClass(php: Engine, template: ClassTemplate): ClassInfo {
  const { name, file, line } = template;
  const at = { file, line };
  const known = php.classes.get(name.toLowerCase());
  if (known) throw new Fatal(`Cannot declare ${known.kind} ${name}, because the name is already in use`, at);
  const need = (wanted: string, kind: string): ClassInfo => {
    const found = php.classNamed(wanted);
    if (found) return found;
    throw php.error('Error', `${kind} "${wanted}" not found`);
  };
  const parent = template.parent === undefined ? undefined : need(template.parent, 'Class');
  if (parent?.isFinal) throw new Fatal(`Class ${name} cannot extend final class ${parent.name}`, at);
  if (parent && parent.kind !== 'class')
    throw new Fatal(`Class ${name} cannot extend ${parent.kind} ${parent.name}`, at);
  const interfaces = new Set<ClassInfo>(parent?.interfaces);
  const listed = [...template.interfaces];
  if (template.kind === 'enum') listed.push('UnitEnum', ...(template.backing ? ['BackedEnum'] : []));
  for (const one of listed) {
    const found = need(one, 'Interface');
    if (found.kind !== 'interface')
      throw new Fatal(`${name} cannot implement ${found.name} - it is not an interface`, at);
    for (const inherited of found.interfaces) interfaces.add(inherited);
    interfaces.add(found);
  }
  if (name !== 'Stringable' && template.methods.some((one) => one.name.toLowerCase() === '__tostring'))
    interfaces.add(need('Stringable', 'Interface'));
  const traits = template.traits.flatMap(({ names }) => names.map((one) => need(one, 'Trait')));
  const cls: ClassInfo = {
    name, kind: template.kind, parent, interfaces, isAbstract: template.isAbstract, isFinal: template.isFinal,
    isReadonly: template.isReadonly, methods: new Map(parent?.methods), properties: new Map(parent?.properties),
    statics: new Map(parent?.statics), constants: new Map(parent?.constants), backing: template.backing, traits, file, line,
    internal: file === '', dynamic: template.dynamic || (parent?.dynamic ?? false),
  }; // prettier-ignore
  for (const one of interfaces) {
    for (const [key, value] of one.constants) if (!cls.constants.has(key)) cls.constants.set(key, value);
    for (const [key, value] of one.methods) if (!cls.methods.has(key)) cls.methods.set(key, value);
  }
  if (template.kind === 'enum')
    for (const trait of ['_UnitEnum', ...(template.backing ? ['_BackedEnum'] : [])])
      for (const [key, one] of php.needClass(trait).methods) cls.methods.set(key, { ...one, cls });
  takeTraits(php, cls, template);
  for (const one of template.methods) addMethod(cls, one, at);
  for (const { isStatic, ...property } of template.properties) {
    if (isStatic)
      cls.statics.set(property.name, {
        ref: new Ref(),
        visibility: property.visibility,
        cls,
        code: property.default,
      });
    else cls.properties.set(property.name, { ...property, cls });
  }
  for (const { name: constantName, ...one } of template.constants)
    cls.constants.set(constantName, { ...one, value: undefined, cls });
  if (template.kind === 'enum') {
    for (const own of ['name', ...(template.backing ? ['value'] : [])])
      cls.properties.set(own, {
        name: own,
        default: undefined,
        type: { names: ['mixed'], all: false, text: 'mixed' },
        visibility: 'public',
        readonly: true,
        cls,
      });
  }
  if (template.kind === 'class' && !template.isAbstract) checkComplete(cls, at);
  php.classes.set(name.toLowerCase(), cls);
  return cls;
}

function addMethod(cls: ClassInfo, one: MethodTemplate, at: { readonly file: string; readonly line: number }): void {
  const key = one.name.toLowerCase();
  const before = cls.methods.get(key);
  if (before?.isFinal && before.cls !== cls && before.visibility !== 'private')
    throw new Fatal(`Cannot override final method ${before.cls.name}::${before.name}()`, at);
  if (one.isAbstract && cls.kind === 'class' && !cls.isAbstract)
    throw new Fatal(
      `Class ${cls.name} declares abstract method ${one.name}() and must therefore be declared abstract`,
      at,
    );
  cls.methods.set(key, method(cls, one));
}

const method = (cls: ClassInfo, { name, template, visibility, isStatic, isAbstract, isFinal }: MethodTemplate): MethodInfo => ({
  name, info: template.make(), visibility, isStatic, isAbstract, isFinal, cls,
}); // prettier-ignore

function takeTraits(php: Engine, cls: ClassInfo, template: ClassTemplate): void {
  for (const { names, rules } of template.traits) {
    const left = new Set<string>();
    for (const rule of rules)
      if (rule.kind === 'instead') for (const trait of rule.instead) left.add(`${trait}::${rule.method}`.toLowerCase());
    for (const name of names) {
      const trait = php.needClass(name);
      const take = (from: MethodInfo, as: string, visibility = from.visibility): void => {
        const key = as.toLowerCase();
        if (from.isAbstract && cls.methods.has(key) && !cls.methods.get(key)?.isAbstract) return;
        cls.methods.set(key, {
          ...from,
          name: as,
          visibility,
          cls,
          info: { ...from.info, statics: new Map<string, Ref>() },
        });
      };
      for (const [key, from] of trait.methods) {
        if (!left.has(`${trait.name}::${key}`.toLowerCase())) take(from, from.name);
        for (const rule of rules) {
          if (rule.kind !== 'alias' || rule.method.toLowerCase() !== key) continue;
          if (rule.trait !== undefined && rule.trait.toLowerCase() !== trait.name.toLowerCase()) continue;
          take(from, rule.as ?? from.name, rule.visibility);
        }
      }
      for (const [key, property] of trait.properties)
        if (!cls.properties.has(key)) cls.properties.set(key, { ...property, cls });
      for (const [key, held] of trait.statics)
        cls.statics.set(key, {
          ...held,
          ref: new Ref(held.ref.value),
          cls,
          code: held.code ?? constant(held.ref.value),
        });
      for (const [key, held] of trait.constants) cls.constants.set(key, { ...held, cls });
    }
  }
}

function checkComplete(cls: ClassInfo, at: { readonly file: string; readonly line: number }): void {
  const missing = [...cls.methods.values()].filter((one) => one.isAbstract);
  if (missing.length === 0) return;
  const count = missing.length;
  throw new Fatal(
    `Class ${cls.name} contains ${count} abstract method${count === 1 ? '' : 's'} and must therefore be declared abstract or implement the remaining method${count === 1 ? '' : 's'} (${missing.map((one) => `${one.cls.name}::${one.name}`).join(', ')})`,
    at,
  );
}
