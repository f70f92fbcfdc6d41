// Builtins on variables and options: `export`, `readonly`, `unset`, `local`, `declare`, `set`, `shopt`, `shift`, `let`.
import type { Task } from '../../../kernel/task.ts';
import { arithmeticOrError } from '../expand/arithmetic-text.ts';
import { ansiQuoted, singleQuoted } from '../run/trace.ts';
import { optionLetters, type Shell } from '../shell.ts';
import { handleInteractiveSignals } from '../run/traps.ts';
import { elementsOf, isName, scalarOf, type Variable } from '../variables.ts';
import { badOption, letters } from './builtin.ts';

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** A value as `declare -p` and `export -p` print it. */
function quoted(shell: Shell, text: string): string {
  if (shell.dialect !== 'bash') return singleQuotedRuns(text);
  return /[\x00-\x1f\x7f]/.test(text) ? ansiQuoted(text) : `"${text.replace(/["$`\\]/g, '\\$&')}"`;
}

/** dash and ash close the quote for a quote: `'a'"'"'b'`. */
const singleQuotedRuns = (text: string): string => `'${text.replace(/'+/g, (run) => `'"${run}"'`)}'`;

function declared(name: string, variable: Variable): string {
  const flags =
    (variable.kind === 'array' ? 'a' : variable.kind === 'associative' ? 'A' : '') +
    (variable.integer ? 'i' : '') +
    (variable.readOnly ? 'r' : '') +
    (variable.exported ? 'x' : '');
  const quote = (text: string): string =>
    /[\x00-\x1f\x7f]/.test(text) ? ansiQuoted(text) : `"${text.replace(/["$`\\]/g, '\\$&')}"`;
  const head = `declare -${flags || '-'} ${name}`;
  if (variable.value === undefined) return head;
  if (typeof variable.value === 'string') return `${head}=${quote(variable.value)}`;
  const elements = elementsOf(variable).map(([key, value]) => `[${key}]=${quote(value)}`);
  return `${head}=(${elements.join(' ')}${variable.kind === 'associative' && elements.length > 0 ? ' ' : ''})`;
}

/** Splits `name=value`, `name+=value` and `name`. */
function split(argument: string): { name: string; value: string | undefined; append: boolean } {
  const match = /^([^=+]*)(\+?)=(.*)$/s.exec(argument);
  return match
    ? { name: match[1] ?? '', value: match[3], append: match[2] === '+' }
    : { name: argument, value: undefined, append: false };
}

function* badName(shell: Shell, builtin: string, argument: string): Task<number> {
  const texts = {
    bash: `${builtin}: \`${argument}': not a valid identifier`,
    dash: `${builtin}: ${split(argument).name}: bad variable name`,
    ash: `${builtin}: ${split(argument).name}: bad variable name`,
  };
  yield* shell.complain(texts[shell.dialect]);
  if (shell.dialect !== 'bash') throw shell.fatal(2);
  return 1;
}

export function* exportVariables(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'pnf');
  if (bad !== undefined) return yield* badOption(shell, 'export', bad, 'export [-fn] [name[=value] ...] or export -p');
  if (operands.length === 0) {
    for (const [name, variable] of shell.variables
      .names()
      .map((one) => [one, shell.variables.get(one)] as [string, Variable])
      .sort(byName))
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
    const { name, value, append } = split(argument);
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

export function* readonlyVariables(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'paAf');
  if (bad !== undefined)
    return yield* badOption(shell, 'readonly', bad, 'readonly [-aAf] [name[=value] ...] or readonly -p');
  if (operands.length === 0) {
    for (const [name, variable] of shell.variables
      .names()
      .map((one) => [one, shell.variables.get(one)] as [string, Variable])
      .sort(byName))
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
    const { name, value, append } = split(argument);
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
    const { name, value } = split(argument);
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
    const { name, value, append } = split(argument);
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

export function* set(shell: Shell, args: readonly string[]): Task<number> {
  if (args.length === 1) {
    for (const [name, variable] of shell.variables
      .names()
      .map((one) => [one, shell.variables.get(one)] as [string, Variable])
      .sort(byName)) {
      const value = scalarOf(variable);
      if (value === undefined) continue;
      const shown =
        shell.dialect === 'bash'
          ? /^[A-Za-z0-9_@%+=:,./-]*$/.test(value)
            ? value
            : /[\x00-\x1f]/.test(value)
              ? ansiQuoted(value)
              : singleQuoted(value)
          : singleQuotedRuns(value);
      yield* shell.write(1, `${name}=${shown}\n`);
    }
    return 0;
  }
  for (let index = 1; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--' || arg === '-') {
      if (arg === '--' || index + 1 < args.length) shell.positional = args.slice(index + 1);
      return 0;
    }
    if (!/^[-+]./.test(arg)) {
      shell.positional = args.slice(index);
      return 0;
    }
    const on = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter === 'o') {
        const name = args[++index];
        if (name === undefined) {
          yield* listOptions(shell, on);
          return 0;
        }
        if (!(name in optionLetters) || (name === 'pipefail' && shell.dialect === 'dash')) {
          const texts = {
            bash: `set: ${name}: invalid option name`,
            dash: `set: Illegal option -o ${name}`,
            ash: `set: illegal option -o ${name}`,
          };
          yield* shell.complain(texts[shell.dialect]);
          if (shell.dialect === 'dash') throw shell.fatal(2);
          return shell.dialect === 'ash' ? 1 : 2;
        }
        setOption(shell, name, on);
        continue;
      }
      const name = Object.entries(optionLetters).find(([, short]) => short === letter)?.[0];
      if (name === undefined) {
        const texts = {
          bash: `set: ${arg.charAt(0)}${letter}: invalid option`,
          dash: `set: Illegal option ${arg.charAt(0)}${letter}`,
          ash: `set: illegal option ${arg.charAt(0)}${letter}`,
        };
        yield* shell.complain(texts[shell.dialect]);
        if (shell.dialect !== 'bash') throw shell.fatal(2);
        yield* shell.write(2, 'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n');
        return 2;
      }
      setOption(shell, name, on);
    }
  }
  return 0;
}

/** Sets or clears an option of `set -o`. */
export function setOption(shell: Shell, name: string, on: boolean): void {
  if (on) shell.options.add(name);
  else shell.options.delete(name);
  if (name === 'monitor' && shell.interactive) handleInteractiveSignals(shell);
}

function* listOptions(shell: Shell, readable: boolean): Task {
  const names = Object.keys(optionLetters).sort();
  if (!readable) {
    for (const name of names) yield* shell.write(1, `set ${shell.options.has(name) ? '-' : '+'}o ${name}\n`);
    return;
  }
  if (shell.dialect === 'dash') yield* shell.write(1, 'Current option settings\n');
  for (const name of names)
    yield* shell.write(
      1,
      `${name.padEnd(shell.dialect === 'bash' ? 15 : 16)}${shell.dialect === 'bash' ? '\t' : ''}${shell.options.has(name) ? 'on' : 'off'}\n`,
    );
}

export function* shopt(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'supqo');
  if (bad !== undefined) return yield* badOption(shell, 'shopt', bad, 'shopt [-pqsu] [-o] [optname ...]');
  let status = 0;
  for (const name of operands) {
    if (options.has('s')) shell.shopt.add(name);
    else if (options.has('u')) shell.shopt.delete(name);
    else {
      const on = shell.shopt.has(name);
      if (!on) status = 1;
      if (!options.has('q')) yield* shell.write(1, `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
    }
  }
  return status;
}

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
