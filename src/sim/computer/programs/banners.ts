// figlet(6) and cowsay(1): large letters, and an animal that speaks.
import { load, type Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { say, warn } from './net/say.ts';
import { readAll } from './text.ts';

type Font = () => Promise<{ readonly default: string }>;

/** The fonts that come with figlet. */
const fonts: Readonly<Record<string, Font>> = {
  banner: () => import('figlet/importable-fonts/Banner.js'),
  big: () => import('figlet/importable-fonts/Big.js'),
  block: () => import('figlet/importable-fonts/Block.js'),
  bubble: () => import('figlet/importable-fonts/Bubble.js'),
  digital: () => import('figlet/importable-fonts/Digital.js'),
  lean: () => import('figlet/importable-fonts/Lean.js'),
  mini: () => import('figlet/importable-fonts/Mini.js'),
  script: () => import('figlet/importable-fonts/Script.js'),
  shadow: () => import('figlet/importable-fonts/Shadow.js'),
  slant: () => import('figlet/importable-fonts/Slant.js'),
  small: () => import('figlet/importable-fonts/Small.js'),
  smscript: () => import('figlet/importable-fonts/Small Script.js'),
  smshadow: () => import('figlet/importable-fonts/Small Shadow.js'),
  smslant: () => import('figlet/importable-fonts/Small Slant.js'),
  standard: () => import('figlet/importable-fonts/Standard.js'),
};

/** What draws a text in a font. */
const letters = (name: string, font: Font) => async (): Promise<(text: string, width: number) => string> => {
  const [{ default: figlet }, { default: data }] = await Promise.all([import('figlet'), font()]);
  figlet.parseFont(name, data);
  return (text, width) => figlet.textSync(text, { font: name, width, whitespaceBreak: true });
};

/** `figlet [-f FONT] [-w COLUMNS] [-c|-l|-r] [TEXT…]`; without a text it reads standard input, a banner a line. */
const figlet: Program = function* (process) {
  const words = process.argv.slice(1);
  let width = 80;
  let name = 'standard';
  let place: 'left' | 'centre' | 'right' = 'left';
  while (words[0]?.startsWith('-') && words[0] !== '-') {
    const option = words.shift() ?? '';
    if (option === '--') break;
    if (option === '-w') width = Number(words.shift()) || 80;
    else if (option === '-t') width = process.descriptors.get(1)?.terminal?.columns ?? 80;
    else if (option === '-c') place = 'centre';
    else if (option === '-r') place = 'right';
    else if (option === '-f') {
      name = (words.shift() ?? '').replace(/^.*\//, '').replace(/\.flf$/, '');
    } else if (!/^-[lpnksSoWx]+$/.test(option)) {
      yield* warn(process, `figlet: not simulated: ${option}\n`);
      return 1;
    }
  }
  const font = fonts[name];
  if (!font) {
    yield* warn(process, `figlet: ${name}: Unable to open font file\n`);
    return 1;
  }
  const draw = yield* load(letters(name, font));
  const texts = words.length > 0 ? [words.join(' ')] : (yield* input(process)).replace(/\n$/, '').split('\n');
  for (const text of texts) {
    const rows = draw(text, width).split('\n');
    const space = Math.max(0, width - 1 - Math.max(...rows.map((row) => row.length)));
    const indent = ' '.repeat(place === 'left' ? 0 : place === 'right' ? space : Math.floor(space / 2));
    yield* say(process, rows.map((row) => `${indent}${row}\n`).join(''));
  }
  return 0;
};

function* input(process: Process): Task<string> {
  const descriptor = process.descriptors.get(0);
  return descriptor ? new TextDecoder().decode(yield* readAll(descriptor, process)) : '';
}

const cow = `        $thoughts   ^__^
         $thoughts  ($eyes)\\_______
            (__)\\       )\\/\\
             $tongue ||----w |
                ||     ||
`;

/** Where cowsay finds its animals: beside the program, or where packages put them. */
const folders = ['/usr/local/share/cows', '/usr/share/cowsay/cows', '/usr/share/cows'];

/** `cowsay [-f ANIMAL] [-e EYES] [-T TONGUE] [-W COLUMNS] [-n] [TEXT…]`; `cowthink` thinks instead. */
const cowsay: Program = function* (process) {
  const words = process.argv.slice(1);
  let [animal, eyes, tongue, columns] = ['default', 'oo', '  ', 40];
  while (words[0]?.startsWith('-')) {
    const option = words.shift() ?? '';
    if (option === '-f') animal = words.shift() ?? '';
    else if (option === '-e') eyes = (words.shift() ?? '').slice(0, 2);
    else if (option === '-T') tongue = (words.shift() ?? '').slice(0, 2);
    else if (option === '-W') columns = Number(words.shift()) || 40;
    else if (option === '-n') columns = Infinity;
    else {
      yield* warn(process, `cowsay: not simulated: ${option}\n`);
      return 1;
    }
  }
  const drawing = findAnimal(process, animal);
  if (drawing === undefined) {
    yield* warn(process, `cowsay: Could not find ${animal} cowfile!\n`);
    return 1;
  }
  const text = words.length > 0 ? words.join(' ') : yield* input(process);
  const thinks = (process.argv[0] ?? '').endsWith('think');
  const lines = wrap(text.trimEnd(), columns);
  const picture = drawing
    .replaceAll('$thoughts', thinks ? 'o' : '\\')
    .replaceAll('$eyes', eyes)
    .replaceAll('$tongue', tongue);
  yield* say(process, balloon(lines, thinks) + picture);
  return 0;
};

/** An animal's picture: what stands between the here-document's marks of its file; the cow needs no file. */
function findAnimal(process: Process, name: string): string | undefined {
  const paths = name.includes('/') ? [name] : folders.map((folder) => `${folder}/${name.replace(/\.cow$/, '')}.cow`);
  for (const path of paths) {
    const text = process.files.readText(path);
    if (failed(text)) continue;
    const picture = /<<"?(\w+)"?;?\n([\s\S]*?)\n\1/.exec(text)?.[2];
    if (picture !== undefined) return `${picture.replace(/\\(.)/g, '$1')}\n`;
  }
  return name === 'default' ? cow : undefined;
}

function wrap(text: string, columns: number): string[] {
  if (columns === Infinity) return text.split('\n');
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length >= columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function balloon(lines: readonly string[], thinks: boolean): string {
  const width = Math.max(...lines.map((line) => line.length));
  const row = (left: string, line: string, right: string): string => `${left} ${line.padEnd(width)} ${right}\n`;
  const side = (index: number): readonly [string, string] => {
    if (thinks) return ['(', ')'];
    if (lines.length === 1) return ['<', '>'];
    return index === 0 ? ['/', '\\'] : index === lines.length - 1 ? ['\\', '/'] : ['|', '|'];
  };
  const body = lines.map((line, index) => row(side(index)[0], line, side(index)[1])).join('');
  return ` ${'_'.repeat(width + 2)}\n${body} ${'-'.repeat(width + 2)}\n`;
}

/** The programs of this file by name. */
export const banners: Readonly<Record<string, Program>> = { figlet, cowsay, cowthink: cowsay };
