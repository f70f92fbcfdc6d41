// Judges what only a try can tell: whether an address answers, whether a command succeeds.
import type { View } from '../../sim/kernel/view.ts';
import type { ContainerRecord } from '../../sim/engine/records.ts';
import { recordKey } from '../../sim/engine/records.ts';
import type { AnswersCondition, ShellCondition } from './condition.ts';
import { fits, wanted, type Evidence, type Finding } from './evidence.ts';

/** What is to be run for a condition; undefined when the records alone tell that it cannot be so. */
export function scriptFor(view: View, condition: AnswersCondition | ShellCondition): string | undefined {
  if (condition.kind === 'shell') {
    if (condition.in === undefined) return condition.line;
    return runs(view, condition.in) && `docker exec ${condition.in} sh -c ${quote(condition.line)}`;
  }
  if (condition.from === undefined) return listens(view, condition.url) ? ask(condition.url) : undefined;
  const from = runs(view, condition.from);
  // The machine's own curl, with the network that the container sees: its image may have none.
  return from && `sudo nsenter --net -t ${from.pid} ${ask(condition.url, addressOn(view, from, condition.url))}`;
}

/** Asks an address; `ip` in place of its name, where it is known. */
function ask(url: string, ip?: string): string {
  const { hostname } = new URL(url);
  const named = ip === undefined ? '' : `-H ${quote(`Host: ${hostname}`)} `;
  return `curl -s -m 5 -w '\\n%{http_code}' ${named}${quote(ip === undefined ? url : url.replace(hostname, ip))}`;
}

/** What Docker's DNS says to a container about the name in an address: containers on its own networks, but for the default one. */
function addressOn(view: View, from: ContainerRecord, url: string): string | undefined {
  const { hostname } = new URL(url);
  const networks = from.endpoints.filter(({ networkName }) => networkName !== 'bridge').map(({ network }) => network);
  return view
    .all('container')
    .filter(({ state }) => state === 'running')
    .flatMap(({ endpoints }) => endpoints)
    .find(({ network, dnsNames }) => networks.includes(network) && dnsNames.includes(hostname))?.address;
}

const runs = (view: View, name: string): ContainerRecord | undefined =>
  view.all('container').find((container) => container.name === name && container.state === 'running');

/** Whether anything listens on the port of a local address; of other addresses it is not known. */
function listens(view: View, address: string): boolean {
  const url = new URL(address);
  if (!/^(localhost|127\.0\.0\.1)$/.test(url.hostname)) return true;
  const port = Number(url.port || 80);
  return (
    view.all('listener').some((listener) => listener.container === undefined && listener.port === port) ||
    view
      .all('container')
      .some(
        ({ ports, hostConfig, state }) =>
          ports.some(({ hostPort }) => hostPort === port) || (state === 'running' && hostConfig.NetworkMode === 'host'),
      )
  );
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Judges what a probe found. */
export function judgeProbed({ view, answers }: Evidence, condition: AnswersCondition | ShellCondition): Finding {
  const place = condition.kind === 'shell' ? condition.in : condition.from;
  const container = place === undefined ? undefined : runs(view, place);
  const objects = container ? [recordKey(container.engine, container.id)] : [];
  const script = scriptFor(view, condition);
  if (script === undefined) {
    const why =
      place === undefined
        ? `Nothing listens at ${address(condition)}.`
        : `There is no running container named \`${place}\`.`;
    return { state: 'not', why, objects };
  }
  const answer = answers.get(script);
  if (!answer) return { state: 'not', why: 'This is being tried now.', objects };
  return condition.kind === 'shell'
    ? judgeShell(condition, answer.exit, answer.output, objects)
    : judgeAnswer(condition, answer.exit, answer.output, objects);
}

const address = (condition: AnswersCondition | ShellCondition): string =>
  condition.kind === 'answers' ? `\`${condition.url.replace('http://', '')}\`` : '';

function judgeShell(condition: ShellCondition, exit: number, output: string, objects: readonly string[]): Finding {
  const line = `\`${condition.line}\``;
  if (exit === -1) return { state: 'not', why: `${line} does not come to an end.`, objects };
  if (exit !== condition.exit) {
    const said = output.trim().split('\n').at(-1) ?? '';
    return { state: 'not', why: `${line} ends with exit status ${exit}${said === '' ? '' : `: ${said}`}`, objects };
  }
  if (condition.prints && !fits(condition.prints, output))
    return { state: 'part', why: `${line} does not print ${wanted(condition.prints)}.`, objects };
  return { state: 'met', why: `${line} ends with exit status ${exit}.`, objects };
}

/** What curl's exit statuses mean (EXIT CODES in curl(1)). */
const failures: Readonly<Record<number, string>> = {
  6: 'The name in {} is not known.',
  7: 'Nothing answers at {}: the connection is refused.',
  28: '{} does not answer in time.',
  52: 'Something listens at {}, but ends the connection without an answer.',
  56: 'Something listens at {}, but cuts the connection: what it leads to does not listen.',
};

function judgeAnswer(condition: AnswersCondition, exit: number, output: string, objects: readonly string[]): Finding {
  const where = address(condition);
  if (exit !== 0)
    return {
      state: 'not',
      why: (failures[exit] ?? `{} cannot be reached (curl: ${exit}).`).replace('{}', where),
      objects,
    };
  const end = output.lastIndexOf('\n');
  const status = Number(output.slice(end + 1));
  if (status !== condition.status)
    return { state: 'part', why: `${where} answers ${status}, not ${condition.status}.`, objects };
  if (condition.contains !== undefined && !output.slice(0, end).includes(condition.contains))
    return {
      state: 'part',
      why: `${where} answers, but what it sends does not contain \`${condition.contains}\`.`,
      objects,
    };
  return { state: 'met', why: `${where} answers ${status}.`, objects };
}
