// make(1) as GNU's: reads a makefile and brings targets up to date.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { absolute } from '../../filesystem/path.ts';
import { applet, type Invocation } from '../invocation.ts';
import { Maker, type Settings } from './maker.ts';
import { Reader, readFile } from './read.ts';
import { Update } from './update.ts';

/** Rules and variables that every makefile begins with: those for C, which tutorials lean on. */
const builtIn = `CC = cc
CXX = g++
AR = ar
RM = rm -f
COMPILE.c = $(CC) $(CFLAGS) $(CPPFLAGS) $(TARGET_ARCH) -c
LINK.c = $(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS) $(TARGET_ARCH)
LINK.o = $(CC) $(LDFLAGS) $(TARGET_ARCH)
COMPILE.cc = $(CXX) $(CXXFLAGS) $(CPPFLAGS) $(TARGET_ARCH) -c
OUTPUT_OPTION = -o $@
SHELL = /bin/sh
.SHELLFLAGS = -c
MAKE_VERSION := 4.3
`;
const builtInRules = `%: %.o
	$(LINK.o) $^ $(LOADLIBES) $(LDLIBS) -o $@
%: %.c
	$(LINK.c) $^ $(LOADLIBES) $(LDLIBS) -o $@
%.o: %.c
	$(COMPILE.c) $(OUTPUT_OPTION) $<
%.o: %.cc
	$(COMPILE.cc) $(OUTPUT_OPTION) $<
%.o: %.cpp
	$(COMPILE.cc) $(OUTPUT_OPTION) $<
%: %.sh
	cat $< >$@ && chmod a+x $@
`;

const version = `GNU Make 4.3
Built for x86_64-pc-linux-gnu
Copyright (C) 1988-2020 Free Software Foundation, Inc.
License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>
This is free software: you are free to change and redistribute it.
There is NO WARRANTY, to the extent permitted by law.
`;

/** `make` */
export const make = applet(
  {
    name: 'make',
    short: 'BC:ef:I:ij::knqrRsStvw',
    long: {
      'always-make': 'B', directory: 'C:', 'environment-overrides': 'e', file: 'f:', makefile: 'f:', 'ignore-errors': 'i',
      jobs: 'j::', 'keep-going': 'k', 'just-print': 'n', 'dry-run': 'n', recon: 'n', question: 'q', 'no-builtin-rules': 'r',
      silent: 's', quiet: 's', 'no-silent': 'no-silent', 'no-keep-going': 'S', stop: 'S', touch: 't', version: 'v',
      'print-directory': 'w', 'no-print-directory': 'no-print-directory', 'warn-undefined-variables': 'warn',
    },
    unsimulated: ['d', 'E', 'l', 'L', 'o', 'O', 'p', 'W', 'debug', 'eval', 'print-data-base', 'trace', 'what-if', 'old-file', 'output-sync'],
    usage: '[options] [target] ...',
    about: 'Bring targets up to date as a makefile says.',
    misuse: 2,
    wholeUsage: true,
    // `-j 4`: a number may stand apart.
    prepare: (args) =>
      args.flatMap((arg, at) =>
        arg === '-j' && /^\d+$/.test(args[at + 1] ?? '')
          ? [`-j${args[at + 1] ?? ''}`]
          : args[at - 1] === '-j' && /^\d+$/.test(arg)
            ? []
            : [arg],
      ),
  },
  makeBody,
); // prettier-ignore

function* makeBody(run: Invocation): Task<number> {
  const { options, process } = run;
  if (options.has('v')) {
    yield* run.print(version);
    return 0;
  }
  const level = Number(process.env.get('MAKELEVEL') ?? 0) || 0;
  const inherited = readFlags(process.env.get('MAKEFLAGS') ?? '');
  const has = (letter: string): boolean => options.has(letter) || inherited.letters.includes(letter);
  const settings: Settings = {
    always: has('B'), dry: has('n'), ignore: has('i'), keepGoing: has('k') && !options.has('S'), question: has('q'),
    silent: has('s') && !options.has('no-silent'), touch: has('t'),
  }; // prettier-ignore
  const maker = new Maker(run, settings, level, function* (one, text) {
    const place = one.at;
    yield* new Reader(one, place?.file ?? '').read(text);
    one.at = place;
  });
  for (const directory of options.values('C')) {
    const path = absolute(directory, process.cwd);
    const stat = process.files.stat(path);
    if (failed(stat)) return yield* maker.stop(`${directory}: No such file or directory`);
    if (stat.kind !== 'directory') return yield* maker.stop(`${directory}: Not a directory`);
    process.cwd = path;
  }
  const quietDirectory = options.has('no-print-directory') || inherited.quietDirectory;
  const tells = (options.has('C') || level > 0 || has('w')) && !settings.silent && !quietDirectory;
  if (tells) {
    yield* run.print(`${maker.name}: Entering directory '${process.cwd}'\n`);
    maker.beforeEnd = function* () {
      yield* run.print(`${maker.name}: Leaving directory '${process.cwd}'\n`);
    };
  }
  yield* new Reader(maker, '').read(builtIn);
  const simple = (name: string, value: string, origin: 'default' | 'environment' | 'command line'): void =>
    maker.variables.set(name, { value, recursive: origin === 'environment', origin });
  for (const name of maker.variables.names()) {
    const known = maker.variables.get(name);
    if (known) maker.variables.set(name, { ...known, origin: 'default' });
  }
  for (const [name, value] of process.env)
    if (name !== 'SHELL') simple(name, value.replaceAll('$', '$$$$'), has('e') ? 'command line' : 'environment');
  simple('MAKE', 'make', 'default');
  simple('CURDIR', process.cwd, 'default');
  simple('MAKELEVEL', String(level), 'default');
  const given = [...inherited.variables, ...run.operands.filter((word) => /^[^:=]+:?:?=|^[^=]*[?+]=/.test(word))];
  for (const word of given) {
    const [, name = '', operator = '=', value = ''] = /^([^:=]*?)(:?:?=)(.*)$/s.exec(word) ?? [];
    maker.variables.set(name, { value, recursive: operator === '=', origin: 'command line' });
  }
  const letters = [...'Biknqst'].filter((letter) => has(letter) && (letter !== 's' || settings.silent)).join('');
  const flags = `${letters}${quietDirectory ? ' --no-print-directory' : ''}${given.length > 0 ? ` -- ${given.join(' ')}` : ''}`;
  simple('MAKEFLAGS', flags, 'default');
  process.env.set('MAKELEVEL', String(level + 1));
  process.env.set('MAKEFLAGS', flags);
  const goals = run.operands.filter((word) => !given.includes(word));
  simple('MAKECMDGOALS', goals.join(' '), 'default');
  yield* process.compute(1);
  const read = yield* readMakefiles(maker, options.values('f'));
  if (!has('r')) yield* new Reader(maker, '').read(builtInRules);
  if (goals.length === 0 && maker.defaultGoal !== undefined) goals.push(maker.defaultGoal);
  if (goals.length === 0) return yield* maker.stop(read ? 'No targets' : 'No targets specified and no makefile found');
  const update = new Update(maker);
  let good = true;
  for (const goal of goals) {
    good = (yield* update.goal(goal)) && good;
    if (!good && !settings.keepGoing) break;
  }
  yield* maker.beforeEnd();
  return good ? 0 : settings.question ? 1 : 2;
}

/** What a make above says in its environment. */
function readFlags(text: string): {
  letters: string;
  quietDirectory: boolean;
  variables: readonly string[];
} {
  const [letters = '', ...rest] = text.split(' ');
  const variables = rest.filter((word) => word !== '--' && word.includes('='));
  return {
    quietDirectory: rest.includes('--no-print-directory'),
    letters: letters.startsWith('-') || letters.includes('=') ? '' : letters,
    variables,
  };
}

/** Reads the makefiles that are named, or the usual one; whether there was any. */
function* readMakefiles(maker: Maker, named: readonly string[]): Task<boolean> {
  for (const path of named) {
    if (path === '-') return yield* maker.stop('not simulated: a makefile on standard input');
    if (!maker.run.process.files.exists(path)) {
      yield* maker.run.warn(`${maker.name}: ${path}: No such file or directory`);
      return yield* maker.stop(`No rule to make target '${path}'`);
    }
    yield* readFile(maker, path, true);
  }
  if (named.length > 0) return true;
  for (const path of ['GNUmakefile', 'makefile', 'Makefile']) if (yield* readFile(maker, path, false)) return true;
  return false;
}
