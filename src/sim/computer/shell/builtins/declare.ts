// `local`, `declare`, `typeset`.
import type { Task } from '../../../kernel/task.ts';
import { arithmeticOrError } from '../expand/arithmetic-text.ts';
import type { Shell } from '../shell.ts';
import { isName, scalarOf } from '../variables.ts';
import { badOption } from './builtin.ts';
import { declared } from './quoting.ts';
import { badName, splitAssignment } from './variables.ts';

/** `local [name[=value]…]` */
export function* local(shell: Shell, args: readonly string[]): Task<number> {
  if (!shell.variables.inFunction) {
    if (shell.dialect === 'bash') {
      yield* shell.complain('local: can only be used in a function');
      return 1;
    }
    if (shell.dialect === 'ash') {
      yield* shell.complain('local: not in a function');
      throw shell.fatal(2);
    }
    yield* shell.complain('local: not in a function');
    throw shell.fatal(2);
  }
  if (shell.dialect === 'bash') return yield* declare(shell, args);
  for (const argument of args.slice(1)) {
    const { name, value } = splitAssignment(argument);
    if (!isName(name)) return yield* badName(shell, 'local', argument);
    shell.variables.makeLocal(name, true);
    if (value !== undefined && !(yield* shell.set(name, value))) throw shell.fatal(2);
  }
  return 0;
}

/** `declare`, `typeset`, and `local` of bash. */
export function* declare(shell: Shell, args: readonly string[]): Task<number> {
  const builtin = args[0] ?? 'declare';
  const on = new Set<string>();
  const off = new Set<string>();
  let index = 1;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--' || !/^[-+][a-zA-Z]/.test(arg)) {
      if (arg === '--') index++;
      break;
    }
    for (const letter of arg.slice(1)) {
      if (!'aAfFgiIlnrtuxp'.includes(letter))
        return yield* badOption(
          shell,
          builtin,
          letter,
          `${builtin} [-aAfFgiIlnrtux] [name[=value] ...] or ${builtin} -p [-aAfFilnrtux] [name ...]`,
        );
      (arg.startsWith('-') ? on : off).add(letter);
    }
  }
  const operands = args.slice(index);
  if (on.has('f') || on.has('F')) return yield* declareFunctions(shell, operands, on.has('F'));
  if (on.has('n')) {
    yield* shell.complain(`not simulated: ${builtin} -n`);
    return 1;
  }
  if (on.has('p') || operands.length === 0) {
    let status = 0;
    const shown = operands.length > 0 ? operands : shell.variables.names().sort();
    for (const name of shown) {
      const variable = shell.variables.get(name);
      if (variable)
        yield* shell.write(1, `${on.has('p') ? declared(name, variable) : `${name}=${scalarOf(variable) ?? ''}`}\n`);
      else {
        yield* shell.complain(`${builtin}: ${name}: not found`);
        status = 1;
      }
    }
    return status;
  }
  let status = 0;
  for (const argument of operands) {
    const { name, value, append } = splitAssignment(argument);
    if (!isName(name)) {
      status = yield* badName(shell, builtin, argument);
      continue;
    }
    if (shell.variables.inFunction && !on.has('g')) shell.variables.makeLocal(name, false);
    const before = shell.variables.get(name);
    shell.variables.update(name, {
      ...(on.has('a') && before?.kind !== 'array' ? { kind: 'array' as const, value: new Map<number, string>() } : {}),
      ...(on.has('A') && before?.kind !== 'associative'
        ? { kind: 'associative' as const, value: new Map<string, string>() }
        : {}),
      ...(on.has('i') || off.has('i') ? { integer: on.has('i') } : {}),
      ...(on.has('x') || off.has('x') ? { exported: on.has('x') } : {}),
    });
    if (value !== undefined) {
      let text = value;
      if (on.has('i')) text = String((yield* arithmeticOrError(shell, value, builtin)) ?? 0n);
      if (on.has('l')) text = text.toLowerCase();
      if (on.has('u')) text = text.toUpperCase();
      if (!(yield* shell.set(name, text, append))) status = 1;
    }
    if (on.has('r')) shell.variables.update(name, { readOnly: true });
  }
  return status;
}

function* declareFunctions(shell: Shell, names: readonly string[], onlyNames: boolean): Task<number> {
  let status = 0;
  for (const name of names.length > 0 ? names : [...shell.functions.keys()].sort()) {
    const defined = shell.functions.get(name);
    if (!defined) status = 1;
    else if (onlyNames) yield* shell.write(1, names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else yield* shell.write(1, `${name} () \n${defined.text}\n`);
  }
  return status;
}
