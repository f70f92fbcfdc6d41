// What can be done with the whole page, found by its name, and commands that type themselves.
import type { Findable } from './findable.ts';

/** What the page can do now; undefined: not at present. */
export interface Deeds {
  readonly terminal: (() => void) | undefined;
  readonly browser: () => void;
  readonly files: () => void;
  readonly machines: () => void;
  readonly undo: () => void;
  readonly redo: (() => void) | undefined;
  readonly share: () => void;
  readonly settings: () => void;
  readonly reset: () => void;
  readonly enlarge: () => void;
  readonly compare: () => void;
  /** Address of the demo. */
  readonly present: string;
  /** Types a command into the terminal and runs it. */
  readonly run: (command: string) => void;
}

/** One of them, as it is offered. */
export interface Deed extends Findable {
  readonly act: () => void;
}

/** Those that can be done now, in the order in which they are offered. */
export function deedsOf(deeds: Deeds): Deed[] {
  const go = (address: string) => (): void => {
    location.hash = address;
  };
  const all: readonly (readonly [string, string, (() => void) | undefined])[] = [
    ['New terminal', '', deeds.terminal],
    ['Open the browser of this machine', 'published ports', deeds.browser],
    ['Files and editor', '', deeds.files],
    ['Machines and registries', 'add a machine, break a registry', deeds.machines],
    ['Undo the last command', 'Ctrl Z', deeds.undo],
    ['Redo', 'Ctrl Shift Z', deeds.redo],
    ['Compare this moment with others', 'timeline, C', deeds.compare],
    ['More room for the stage', 'and back', deeds.enlarge],
    ['Share', 'link, file, picture, transcript', deeds.share],
    ['Settings', 'colours, speed, keys', deeds.settings],
    ['Present', 'projector, queue of commands, notes', go(deeds.present)],
    ['All lessons', '', go('#/')],
    ['Start afresh', 'empties this machine', deeds.reset],
  ];
  return all.flatMap(([name, detail, act]) =>
    act ? [{ id: name, kind: 'do', name, detail, view: undefined, act }] : [],
  );
}

/** Commands that are worth a look at any time, after `docker`. */
const worthTyping = [
  'ps -a',
  'images',
  'network ls',
  'volume ls',
  'system df',
  'info',
  'version',
  'compose ps',
  'run hello-world',
  'run -d -p 8080:80 --name web nginx',
  'container prune -f',
  'image prune -a -f',
];

/** The commands that have all words of a query; what begins with `docker` can be typed as it stands. */
export function typingOf(query: string): Findable[] {
  const wanted = query.trim().replace(/\s+/g, ' ');
  if (!wanted) return [];
  const words = wanted.toLowerCase().split(' ');
  const known = worthTyping
    .map((command) => `docker ${command}`)
    .filter((command) => words.every((word) => command.includes(word)));
  const own = /^docker \S/.test(wanted) && !known.includes(wanted) ? [wanted] : [];
  return [...own, ...known]
    .slice(0, 3)
    .map((command) => ({ id: command, kind: 'type', name: command, detail: 'into the terminal', view: undefined }));
}
