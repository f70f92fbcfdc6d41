// iptables(8): lists the rules that the engine keeps on the machine. Changing them is not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { chainsOf, type Chain, type Rule, type TableName } from '../../network/firewall.ts';
import { Options, parseOptions } from '../options.ts';
import { say, warn } from './say.ts';
import { serviceName } from './services.ts';

const version = 'iptables v1.8.13 (nf_tables)';

const syntax = {
  short: 't:L::S::nvxwA:I:D:N:X::F::P:j:p:s:d:i:o:m:V',
  long: {
    table: 't:',
    list: 'L::',
    'list-rules': 'S::',
    numeric: 'n',
    verbose: 'v',
    exact: 'x',
    'line-numbers': 'line-numbers',
    wait: 'w',
    append: 'A:',
    insert: 'I:',
    delete: 'D:',
    version: 'V',
  },
};

const builtIn: Readonly<Record<TableName, readonly string[]>> = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  raw: ['PREROUTING', 'OUTPUT'],
};

/** `iptables` */
export const iptables: Program = function* (process) {
  const options = parseOptions(process.argv.slice(1), syntax);
  if (!(options instanceof Options))
    return yield* fail(
      process,
      `${version}: unknown option "${options.option.length > 1 ? '--' : '-'}${options.option}"\nTry \`iptables -h' or 'iptables --help' for more information.`,
      2,
    );
  if (options.has('V')) {
    yield* say(process, `${version}\n`);
    return 0;
  }
  const action = options.last('L', 'S', 'A', 'I', 'D', 'N', 'X', 'F', 'P');
  if (action === undefined)
    return yield* fail(
      process,
      `${version}: no command specified\nTry \`iptables -h' or 'iptables --help' for more information.`,
      2,
    );
  if (!process.credentials.capabilities.has('CAP_NET_ADMIN'))
    return yield* fail(
      process,
      `${version}: Could not fetch rule set generation id: Permission denied (you must be root)`,
      4,
    );
  const table = options.value('t') ?? 'filter';
  if (!isTable(table))
    return yield* fail(
      process,
      `${version}: table '${table}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.`,
      3,
    );
  if (action !== 'L' && action !== 'S')
    return yield* fail(process, `iptables: not simulated: -${action} (rules are those of the engine)`, 1);
  const { network } = process;
  const all: readonly Chain[] = network.isMachine
    ? chainsOf(network.networks, table)
    : builtIn[table].map((name) => ({ name, policy: 'ACCEPT', rules: [] }));
  const attached = options.value(action);
  const wanted = attached === undefined || attached === '' ? options.operands[0] : attached;
  const chains = wanted === undefined ? all : all.filter(({ name }) => name === wanted);
  if (chains.length === 0) return yield* fail(process, 'iptables: No chain/target/match by that name.', 1);
  if (action === 'S') yield* say(process, written(chains));
  else {
    const numeric = options.has('n');
    const form = { numeric, verbose: options.has('v'), numbered: options.has('line-numbers'), process };
    yield* say(process, chains.map((chain) => listed(chain, all, form)).join('\n'));
  }
  return 0;
};

const isTable = (name: string): name is TableName => Object.hasOwn(builtIn, name);

function* fail(process: Process, text: string, status: number): Task<number> {
  yield* warn(process, `${text}\n`);
  return status;
}

function written(chains: readonly Chain[]): string {
  const heads = chains.map(({ name, policy }) => (policy ? `-P ${name} ${policy}` : `-N ${name}`));
  const rules = chains.flatMap(({ name, rules: own }) => own.map((rule) => `-A ${name}${ruleText(rule)}`));
  return [...heads, ...rules].map((line) => `${line}\n`).join('');
}

function ruleText({ source, destination, in: from, out, protocol, port, match, target, argument }: Rule): string {
  const word = (letter: string, value: string | undefined, isAddress = false): string => {
    if (value === undefined) return '';
    const not = value.startsWith('!');
    const bare = not ? value.slice(1) : value;
    return `${not ? ' !' : ''} -${letter} ${bare}${isAddress && !bare.includes('/') ? '/32' : ''}`;
  };
  return [
    word('s', source, true),
    word('d', destination, true),
    word('i', from),
    word('o', out),
    protocol ? ` -p ${protocol}` : '',
    port === undefined ? '' : ` -m ${protocol ?? ''} --dport ${port}`,
    match ? ` ${match[1]}` : '',
    ` -j ${target}`,
    argument ? ` ${argument[1]}` : '',
  ].join('');
}

interface ListForm {
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly numbered: boolean;
  readonly process: Process;
}

function listed({ name, policy, rules }: Chain, all: readonly Chain[], form: ListForm): string {
  const { verbose, numbered } = form;
  const references = all.reduce((sum, chain) => sum + chain.rules.filter(({ target }) => target === name).length, 0);
  const state = policy ? `policy ${policy}${verbose ? ' 0 packets, 0 bytes' : ''}` : `${references} references`;
  const number = numbered ? 'num  ' : '';
  const head = verbose
    ? `${number} pkts bytes target     prot opt in     out     source               destination         `
    : `${number}target     prot opt source               destination         `;
  const rows = rules.map((rule, index) => `${numbered ? String(index + 1).padEnd(5) : ''}${listedRule(rule, form)}`);
  return [`Chain ${name} (${state})`, head, ...rows].map((line) => `${line}\n`).join('');
}

function listedRule(rule: Rule, { numeric, verbose, process }: ListForm): string {
  const { target, protocol = 'all', in: from = '*', out = '*', source, destination, port, match, argument } = rule;
  const address = (value: string | undefined): string => {
    const text = value ?? (numeric ? '0.0.0.0/0' : 'anywhere');
    return text.startsWith('!') ? text.padEnd(20) : ` ${text}`.padEnd(20);
  };
  const way = verbose ? ` ${from.padEnd(6)} ${out.padEnd(6)} ` : '';
  const name = port === undefined || numeric ? String(port) : serviceName(process.files, port, protocol);
  const details = [
    ...(port === undefined ? [] : [` ${protocol} dpt:${name}`]),
    ...(match ? [` ${match[0]}`] : []),
    ...(argument ? [` ${argument[0]}`] : []),
  ].join('');
  const start = `${verbose ? '    0     0 ' : ''}${target.padEnd(9)}  ${protocol.padEnd(4)} -- ${way}`;
  return `${start}${address(source)} ${address(destination)} ${details}`;
}
