// Builtins on variables: `export`, `readonly`, `unset`, `shift`, `let`.
import type { Task } from '../../../kernel/task.ts';
import { arithmeticOrError } from '../expand/arithmetic-text.ts';
import type { Shell } from '../shell.ts';
import { isName, scalarOf, type Variable } from '../variables.ts';
import { badOption, letters } from './builtin.ts';
import { declared, quoted } from './quoting.ts';

/** All variables in order of their names. */
export const sortedVariables = (shell: Shell): [string, Variable][] =>
  shell.variables
    .names()
    .sort()
    .map((name) => [name, shell.variables.get(name)] as [string, Variable]);

/** Splits `name=value`, `name+=value` and `name`. */
export function splitAssignment(argument: string): { name: string; value: string | undefined; append: boolean } {
  const match = /^([^=+]*)(\+?)=(.*)$/s.exec(argument);
  return match
    ? { name: match[1] ?? '', value: match[3], append: match[2] === '+' }
    : { name: argument, value: undefined, append: false };
}

/** The message for what is no name: status 1, and the end of dash and ash. */
export function* badName(shell: Shell, builtin: string, argument: string): Task<number> {
  const texts = {
    bash: `${builtin}: \`${argument}': not a valid identifier`,
    dash: `${builtin}: ${splitAssignment(argument).name}: bad variable name`,
    ash: `${builtin}: ${splitAssignment(argument).name}: bad variable name`,
  };
  yield* shell.complain(texts[shell.dialect]);
  if (shell.dialect !== 'bash') throw shell.fatal(2);
  return 1;
}

/** `export [-np] [name[=value]…]` */
export function* exportVariables(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'pnf');
  if (bad !== undefined) return yield* badOption(shell, 'export', bad, 'export [-fn] [name[=value] ...] or export -p');
  if (operands.length === 0) {
    for (const [name, variable] of sortedVariables(shell))
      if (variable.exported)
        yield* shell.write(
          1,
          shell.dialect === 'bash'
            ? `${declared(name, variable)}\n`
            : `export ${name}${scalarOf(variable) === undefined ? '' : `=${quoted(shell, scalarOf(variable) ?? '')}`}\n`,
        );
    return 0;
  }
  let status = 0;
  for (const argument of operands) {
    const { name, value, append } = splitAssignment(argument);
    if (options.has('f')) continue;
    if (!isName(name)) {
      status = yield* badName(shell, 'export', argument);
      continue;
    }
    if (value !== undefined && !(yield* shell.set(name, value, append))) {
      if (shell.dialect !== 'bash') throw shell.fatal(2);
      status = 1;
    }
    shell.variables.update(name, { exported: !options.has('n') });
  }
  return status;
}

/** `readonly [-p] [name[=value]…]` */
export function* readonlyVariables(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'paAf');
  if (bad !== undefined)
    return yield* badOption(shell, 'readonly', bad, 'readonly [-aAf] [name[=value] ...] or readonly -p');
  if (operands.length === 0) {
    for (const [name, variable] of sortedVariables(shell))
      if (variable.readOnly)
        yield* shell.write(
          1,
          shell.dialect === 'bash'
            ? `${declared(name, variable)}\n`
            : `readonly ${name}=${quoted(shell, scalarOf(variable) ?? '')}\n`,
        );
    return 0;
  }
  let status = 0;
  for (const argument of operands) {
    const { name, value, append } = splitAssignment(argument);
    if (!isName(name)) {
      status = yield* badName(shell, 'readonly', argument);
      continue;
    }
    if (options.has('A')) shell.variables.update(name, { kind: 'associative' });
    if (value !== undefined && !(yield* shell.set(name, value, append))) {
      if (shell.dialect !== 'bash') throw shell.fatal(2);
      status = 1;
    }
    shell.variables.update(name, { readOnly: true });
  }
  return status;
}

/** `unset [-fv] name…` */
export function* unset(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'vfn');
  if (bad !== undefined) return yield* badOption(shell, 'unset', bad, 'unset [-f] [-v] [-n] [name ...]');
  let status = 0;
  for (const name of operands) {
    const element = /^([A-Za-z_]\w*)\[(.+)\]$/.exec(name);
    if (options.has('f')) shell.functions.delete(name);
    else if (element) removeElement(shell, element[1] ?? '', element[2] ?? '');
    else if (!isName(name)) {
      // Without -v bash takes it for the name of a function.
      if (shell.dialect === 'bash') {
        if (options.has('v')) {
          yield* shell.complain(`unset: \`${name}': not a valid identifier`);
          status = 1;
        }
      } else {
        yield* shell.complain(`unset: ${name}: bad variable name`);
        throw shell.fatal(2);
      }
    } else if (shell.variables.get(name)?.readOnly) {
      yield* shell.complain(
        shell.dialect === 'bash' ? `unset: ${name}: cannot unset: readonly variable` : `unset: ${name}: is read only`,
      );
      if (shell.dialect !== 'bash') throw shell.fatal(2);
      status = 1;
    } else if (shell.variables.get(name) || options.has('v') || shell.dialect !== 'bash') shell.variables.delete(name);
    else shell.functions.delete(name);
  }
  return status;
}

function removeElement(shell: Shell, name: string, index: string): void {
  const variable = shell.variables.get(name);
  if (!variable || typeof variable.value !== 'object') return;
  const elements = new Map(variable.value as ReadonlyMap<string | number, string>);
  elements.delete(variable.kind === 'associative' ? index.replace(/^(['"])(.*)\1$/, '$2') : Number(index));
  shell.variables.update(name, { value: elements as ReadonlyMap<string, string> });
}

/** `shift [n]` */
export function* shift(shell: Shell, args: readonly string[]): Task<number> {
  const count = args[1] ?? '1';
  if (!/^\d+$/.test(count)) {
    yield* shell.complain(
      shell.dialect === 'bash' ? `shift: ${count}: numeric argument required` : `shift: Illegal number: ${count}`,
    );
    if (shell.dialect !== 'bash') throw shell.fatal(2);
    return 1;
  }
  if (Number(count) > shell.positional.length) {
    if (shell.dialect === 'dash') {
      yield* shell.complain("shift: can't shift that many");
      throw shell.fatal(2);
    }
    return 1;
  }
  shell.positional = shell.positional.slice(Number(count));
  return 0;
}

/** `let expression…` */
export function* letNumbers(shell: Shell, args: readonly string[]): Task<number> {
  if (args.length === 1) {
    yield* shell.complain('let: expression expected');
    return 1;
  }
  let value: bigint | undefined = 0n;
  for (const expression of args.slice(1)) {
    value = yield* arithmeticOrError(shell, expression, 'let');
    if (value === undefined) return 1;
  }
  return value === 0n ? 1 : 0;
}
