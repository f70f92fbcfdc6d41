// The browser of a machine: what the learner does with it becomes requests of a process, and a record of what came back.
import { browserTerminal, type BrowserAct } from '../../kernel/log.ts';
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import type { Credentials } from '../filesystem/credentials.ts';
import type { LinuxMachine } from '../machine.ts';
import { LinuxProcess } from '../processes/process.ts';
import { iconOf, loadPage, loadPart, loadParts, type Visit } from './load-page.ts';
import { Lines } from './request.ts';
import type { Asked, BrowserRecord, BrowserStep } from './record.ts';

/** More pages than this are not remembered. */
const mostSteps = 30;

const nothingVisited = { loading: undefined, steps: [], at: -1, cookies: [], icons: [] } as const;

const learner: Credentials = { uid: 1000, gid: 1000, groups: [1000, 27, 999], capabilities: new Set() };

/** Processes that load a page, by the machine whose browser it is. There is one at most. */
const loaders = new WeakMap<LinuxMachine, LinuxProcess>();

/** Does what the learner wants of the browser. Pages arrive later. */
export function useBrowser(machine: LinuxMachine, act: BrowserAct): void {
  const { store } = machine.kernel;
  const before: BrowserRecord = store.get('browser', machine.name) ?? { machine: machine.name, ...nothingVisited };
  const shown = before.steps[before.at];
  loaders.get(machine)?.raise('TERM', 'outside');
  if (act.action === 'go') {
    const at = Math.min(before.steps.length - 1, Math.max(0, before.at + act.by));
    store.put('browser', machine.name, { ...before, loading: undefined, at });
    return;
  }
  if (act.action === 'stop' || (act.action === 'reload' && !shown)) {
    store.put('browser', machine.name, { ...before, loading: undefined });
    return;
  }
  const referer = act.action === 'visit' && act.linked && shown ? shown.shown.url : undefined;
  const asked: Asked = act.action === 'visit' ? { url: addressOf(act.url), form: act.form } : (shown as BrowserStep);
  const { url, form } = asked;
  store.put('browser', machine.name, { ...before, loading: { url, form } });
  startLoading(machine, { url, form, referer }, act.action === 'reload');
}

/** What was typed into the address bar as a URL: without a scheme it is `http`. What is none stays as it was typed. */
export function addressOf(text: string): string {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  try {
    return new URL(whole).href;
  } catch {
    return trimmed;
  }
}

/** Starts the process that asks for a page. All that it does has the request, a `command` entry, as its cause. */
function startLoading(machine: LinuxMachine, visit: Visit, again: boolean): void {
  const { kernel, init } = machine;
  const line = `${visit.form ? 'POST' : 'GET'} ${visit.url}`;
  const command = kernel.log.append({ type: 'command', terminal: browserTerminal, line });
  const process = new LinuxProcess({
    table: machine.table,
    parent: init,
    namespace: machine.table.root,
    cgroup: machine.table.cgroup(undefined),
    group: undefined,
    session: undefined,
    terminal: undefined,
    argv: ['browser', visit.url],
    env: new Map([['HOME', '/home/learner']]),
    cwd: '/',
    umask: 0o022,
    credentials: learner,
    files: init.files,
    network: init.network,
    uts: init.uts,
    ipc: init.ipc,
    user: init.user,
    cgroupRoot: init.cgroupRoot,
    limits: init.limits,
    confinement: init.confinement,
    executable: '/usr/bin/browser',
    descriptors: new Map(),
    ignored: [],
  });
  loaders.set(machine, process);
  let code = 1;
  process.launch(function* (self) {
    return (code = yield* load(self, machine, visit, again));
  }, command);
  process.whenEnded(() => {
    kernel.log.append({ type: 'exit', command, code, cause: command });
    if (loaders.get(machine) !== process) return;
    loaders.delete(machine);
    const record = kernel.store.get('browser', machine.name);
    if (record?.loading) kernel.store.put('browser', machine.name, { ...record, loading: undefined });
  });
}

/** The process: the page first, which is shown at once, then what it asks for. 1 when there is no page. */
function* load(process: Process, machine: LinuxMachine, visit: Visit, again: boolean): Task<number> {
  const { store } = machine.kernel;
  const record = (): BrowserRecord => store.get('browser', machine.name) as BrowserRecord;
  const jar = {
    get: () => record().cookies,
    set: (cookies: BrowserRecord['cookies']) => {
      if (cookies !== record().cookies) store.put('browser', machine.name, { ...record(), cookies });
    },
  };
  const lines = new Lines(process);
  const shown = yield* loadPage(lines, visit, jar);
  const { url, form } = visit;
  store.put('browser', machine.name, withStep(record(), { url, form, shown }, again));
  if (shown.kind === 'failure') return 1;
  let page = shown;
  yield* loadParts(lines, page, jar, (name, content) => {
    page = { ...page, parts: { ...page.parts, [name]: content } };
    const now = record();
    const steps = now.steps.with(now.at, { url, form, shown: page });
    store.put('browser', machine.name, { ...now, steps });
  });
  const icon = iconOf(page);
  if (icon !== undefined && !record().icons.includes(icon)) {
    store.put('browser', machine.name, { ...record(), icons: [...record().icons, icon] });
    yield* loadPart(lines, icon, page.url, jar);
  }
  return 0;
}

/** The record when a page has come: at the end of those before it, or, asked for again, in place of what was shown. */
function withStep(record: BrowserRecord, step: BrowserStep, again: boolean): BrowserRecord {
  if (again) return { ...record, steps: record.steps.with(record.at, step) };
  const steps = [...record.steps.slice(0, record.at + 1), step].slice(-mostSteps);
  return { ...record, steps, at: steps.length - 1 };
}
