// systemctl(1) and service(8): starting and stopping the services of the machine (systemd 255).
import { spawn, join, type Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { strerror } from '../filesystem/errno.ts';
import { makeDirectories } from '../packages/place-files.ts';
import type { Unit, UnitState } from '../units.ts';
import { asGnu } from './flavour.ts';
import { applet, type Invocation } from './invocation.ts';
import { complainTo } from './text.ts';

const suffix = '.service';

/** Verbs that change a unit, and what is done. */
const jobs: Readonly<Record<string, (unit: Unit) => Task>> = {
  start: (unit) => unit.start(),
  stop: (unit) => unit.stop(),
  restart,
  'try-restart': (unit) => (unit.state === 'active' ? restart(unit) : unit.stop()),
  'reload-or-restart': restart,
};

function* restart(unit: Unit): Task {
  yield* unit.stop();
  yield* unit.start();
}

const plain = (name: string): string => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name);

/** Whether systemd runs here: on a machine, not in a container. */
const isBooted = (process: Process): boolean => process.container === undefined;

function* manage(run: Invocation, verb: string, names: readonly string[]): Task<number> {
  const job = jobs[verb];
  const { machine, credentials } = run.process;
  if (!job) return 1;
  let status = 0;
  for (const name of names.map(plain)) {
    const unit = machine.units.get(name);
    if (!unit) {
      yield* say(run, `Failed to ${verb} ${name}${suffix}: Unit ${name}${suffix} not found.`);
      status = 5;
    } else if (credentials.uid !== 0) {
      yield* say(
        run,
        `Failed to ${verb} ${name}${suffix}: Interactive authentication required.\nSee system logs and 'systemctl status ${name}${suffix}' for details.`,
      );
      status = 1;
    } else {
      // The service manager does it: interrupting this program changes nothing.
      yield* join(yield* spawn(`systemd ${verb} ${name}`, job(unit)));
    }
  }
  return status;
}

const words: Readonly<Record<UnitState, string>> = {
  active: 'active (running)',
  inactive: 'inactive (dead)',
  activating: 'activating (start)',
  deactivating: 'deactivating (stop-sigterm)',
};

function* status(run: Invocation, names: readonly string[]): Task<number> {
  const { machine } = run.process;
  let result = 0;
  for (const [index, name] of names.map(plain).entries()) {
    const unit = machine.units.get(name);
    if (!unit) {
      yield* say(run, `Unit ${name}${suffix} could not be found.`);
      result = 4;
      continue;
    }
    const since = `${when(unit.since)}; ${ago(machine.kernel.clock - unit.since)} ago`;
    yield* run.print(
      [
        ...(index > 0 ? [''] : []),
        `${unit.state === 'inactive' ? '○' : '●'} ${name}${suffix} - ${unit.description}`,
        `     Loaded: loaded (/usr/lib/systemd/system/${name}${suffix}; enabled; preset: enabled)`,
        `     Active: ${words[unit.state]} since ${since}`,
        `       Docs: ${unit.documentation}`,
        '',
      ].join('\n'),
    );
    if (unit.state !== 'active') result = 3;
  }
  return result;
}

function* isActive(run: Invocation, names: readonly string[]): Task<number> {
  let result = 3;
  for (const name of names.map(plain)) {
    const state = run.process.machine.units.get(name)?.state ?? 'inactive';
    if (!run.options.has('q')) yield* run.print(`${state}\n`);
    if (state === 'active') result = 0;
  }
  return result;
}

function* isEnabled(run: Invocation, names: readonly string[]): Task<number> {
  let result = 1;
  for (const name of names.map(plain)) {
    if (run.process.machine.units.has(name)) {
      yield* run.print('enabled\n');
      result = 0;
    } else yield* say(run, `Failed to get unit file state for ${name}${suffix}: No such file or directory`);
  }
  return result;
}

/** Services of this machine start with it already; saying so again changes nothing. */
function* enable(run: Invocation, names: readonly string[]): Task<number> {
  for (const name of names.map(plain)) {
    if (!run.process.machine.units.has(name)) {
      yield* say(run, `Failed to enable unit: Unit file ${name}${suffix} does not exist.`);
      return 1;
    }
  }
  if (run.process.credentials.uid !== 0) {
    yield* say(run, 'Failed to enable unit: Interactive authentication required.');
    return 1;
  }
  return run.options.has('now') ? yield* manage(run, 'start', names) : 0;
}

function* say(run: Invocation, text: string): Task {
  yield* run.output.flush();
  yield* complainTo(run.process, `${text}\n`);
}

/** Where the links of masked units are. */
const unitFolder = '/etc/systemd/system';

/** `mask` and `unmask` need no service manager: a unit whose file is a link to nothing cannot be started. */
function* mask(run: Invocation, verb: string, names: readonly string[]): Task<number> {
  const { files } = run.process;
  for (const name of names.map((each) => (/\.\w+$/.test(each) ? each : `${each}${suffix}`))) {
    const path = `${unitFolder}/${name}`;
    const there = files.readlink(path);
    if (verb === 'unmask' ? there !== '/dev/null' : there === '/dev/null') continue;
    const failure =
      verb === 'unmask' ? files.unlink(path) : (makeDirectories(files, unitFolder) ?? files.symlink('/dev/null', path));
    if (failure) {
      yield* say(run, `Failed to ${verb} unit: ${strerror(failure.errno)}.`);
      return 1;
    }
    yield* say(run, verb === 'unmask' ? `Removed "${path}".` : `Created symlink ${path} → /dev/null.`);
  }
  return 0;
}

const notBooted =
  "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down";

/** `systemctl` */
export const systemctl = asGnu(
  applet(
    {
      name: 'systemctl',
      short: 'qlaft:n:',
      long: {
        quiet: 'q',
        full: 'l',
        all: 'a',
        'no-pager': 'no-pager',
        now: 'now',
        force: 'f',
        type: 't:',
        lines: 'n:',
      },
      usage: '[OPTIONS...] COMMAND ...',
      about: 'Query or send control commands to the system manager.',
    },
    function* (run) {
      const [verb, ...names] = run.operands;
      if (!isBooted(run.process)) {
        if ((verb === 'mask' || verb === 'unmask') && names.length > 0) return yield* mask(run, verb, names);
        yield* say(run, notBooted);
        return 1;
      }
      if (verb === 'daemon-reload' && run.process.credentials.uid === 0) return 0;
      const act = verb === undefined ? undefined : verbs[verb];
      if (verb === undefined || unsimulated.has(verb)) {
        yield* say(run, `not simulated: systemctl${verb === undefined ? '' : ` ${verb}`}`);
        return 1;
      }
      if (!act) {
        yield* say(run, `Unknown command verb '${verb}'.`);
        return 1;
      }
      if (names.length === 0) {
        yield* say(run, 'Too few arguments.');
        return 1;
      }
      return yield* act(run, names);
    },
  ),
);

/** Verbs that the real one has and that do nothing here. */
const unsimulated = new Set(
  'cat daemon-reexec disable edit isolate kill list-dependencies list-jobs list-sockets list-timers list-unit-files list-units mask poweroff reboot reset-failed set-property show unmask daemon-reload reload'.split(
    ' ',
  ),
);

const verbs: Readonly<Record<string, (run: Invocation, names: readonly string[]) => Task<number>>> = {
  ...Object.fromEntries(
    Object.keys(jobs).map((verb) => [verb, (run: Invocation, names: readonly string[]) => manage(run, verb, names)]),
  ),
  status,
  enable,
  'is-active': isActive,
  'is-enabled': isEnabled,
};

/** Verbs that the wrapper hands on. */
const handedOn = new Set(['start', 'stop', 'restart', 'try-restart', 'status']);

/** `service`: the older command, which on this machine asks systemd. */
export const service = asGnu(
  applet(
    { name: 'service', short: '+', long: { 'status-all': 'A' }, usage: '', about: 'Run a System V init script.' },
    function* (run) {
      const [name, verb = ''] = run.operands;
      if (run.options.has('A')) {
        yield* say(run, 'not simulated: service --status-all');
        return 1;
      }
      if (name === undefined || verb === '') {
        yield* say(run, 'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]');
        return 1;
      }
      if (!isBooted(run.process)) {
        yield* say(run, `${name}: unrecognized service`);
        return 1;
      }
      if (!handedOn.has(verb)) {
        yield* say(run, `not simulated: service ${name} ${verb}`);
        return 1;
      }
      return verb === 'status' ? yield* status(run, [name]) : yield* manage(run, verb, [name]);
    },
  ),
);

/** `Mon 2026-01-12 09:00:00 UTC` */
function when(time: number): string {
  const iso = new Date(time).toISOString();
  return `${new Date(time).toUTCString().slice(0, 3)} ${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** systemd's span: the two largest units. */
function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return `${Math.max(0, Math.floor(ms))}ms`;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes < 5 ? `${minutes}min ${seconds % 60}s` : `${minutes}min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}h ${minutes % 60}min` : `${Math.floor(hours / 24)} days`;
}
