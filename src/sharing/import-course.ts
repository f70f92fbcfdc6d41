// Imports a scenario of Killercoda or a Labspace as the draft of a lesson: what it can be here, and a list of what it cannot.
import { parseDocument } from 'yaml';
import { commandInfo, convert, Leftovers, type Dialect } from './import-markdown.ts';

export interface Imported {
  readonly format: 'Killercoda' | 'Labspace';
  /** Text of `lesson.md`. */
  readonly lesson: string;
  /** What is not supported and was left out or changed, a sentence each. */
  readonly unsupported: readonly string[];
}

/** Files of a folder: path in it → text. */
export type Folder = ReadonlyMap<string, string>;

interface Draft {
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly introduction: string;
  readonly steps: readonly { readonly title: string; readonly body: string; readonly check: string | undefined }[];
  readonly files: Folder;
  readonly start: readonly string[];
}

/** A lesson has so many steps at most. */
const mostSteps = 9;

/** Reads a folder; undefined when it is neither. */
export function importCourse(folder: Folder): Imported | undefined {
  const leftovers = new Leftovers();
  const index = folder.get('index.json');
  const space = [...folder.keys()].find((path) => /(?:^|\/)labspace\.ya?ml$/.test(path));
  const scenario = index === undefined ? undefined : readJson(index);
  if (scenario?.['details']) {
    const lesson = write(fromKillercoda(scenario, folder, leftovers), leftovers);
    return { format: 'Killercoda', lesson, unsupported: leftovers.all };
  }
  if (space === undefined) return undefined;
  const described = parseDocument(folder.get(space) ?? '').toJS() as unknown;
  if (typeof described !== 'object' || described === null) return undefined;
  const lesson = write(fromLabspace(described as Fields, space.replace(/[^/]*$/, ''), folder, leftovers), leftovers);
  return { format: 'Labspace', lesson, unsupported: leftovers.all };
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function readJson(source: string): Fields | undefined {
  try {
    return fields(JSON.parse(source));
  } catch {
    return undefined;
  }
}

function fromKillercoda(scenario: Fields, folder: Folder, leftovers: Leftovers): Draft {
  const details = fields(scenario['details']);
  const image = text(fields(scenario['backend'])['imageid']);
  if (image !== '' && !image.startsWith('ubuntu'))
    leftovers.note(`The environment "${image}": here is one machine with Docker.`);
  if (scenario['interface'] !== undefined) leftovers.note('Layouts of the interface.');
  const intro = fields(details['intro']);
  const files = new Map<string, string>();
  const start: string[] = [];
  for (const kind of ['background', 'foreground', 'courseData'] as const) {
    const path = text(intro[kind] ?? details[kind]);
    const script = folder.get(path);
    if (path === '') continue;
    if (script === undefined) leftovers.note(`The script ${path}, which is not in the folder.`);
    else {
      const name = path.replace(/.*\//, '');
      files.set(name, script);
      start.push(`bash ${name}`);
    }
  }
  for (const [host, assets] of Object.entries(fields(details['assets']))) {
    if (host !== 'host01') leftovers.note(`Files for the machine "${host}": there is one machine.`);
    else for (const asset of list(assets).map(fields)) addAsset(asset, folder, files, leftovers);
  }
  const steps = list(details['steps']).map(fields);
  for (const step of steps) {
    if (step['background'] !== undefined || step['foreground'] !== undefined)
      leftovers.note('Scripts that run when a step begins: those of the introduction are run.');
  }
  const finish = folder.get(text(fields(details['finish'])['text']));
  if (finish !== undefined) leftovers.note('The page at the end: a lesson ends with a summary of its own.');
  return {
    title: text(scenario['title']),
    summary: text(scenario['description']),
    minutes: minutesOf(text(scenario['time'])),
    introduction: convert(folder.get(text(intro['text'])) ?? '', killercoda(leftovers), leftovers),
    steps: steps.map((step, index) => ({
      title: text(step['title']) || `Step ${index + 1}`,
      body: convert(folder.get(text(step['text'])) ?? '', killercoda(leftovers), leftovers),
      check: folder.get(text(step['verify'])),
    })),
    files,
    start,
  };
}

function addAsset(
  { file, target, chmod }: Fields,
  folder: Folder,
  files: Map<string, string>,
  leftovers: Leftovers,
): void {
  const name = text(file);
  const content = folder.get(`assets/${name}`) ?? folder.get(name);
  const [, home] = /^(?:\/root|~|\/home\/\w+)\/?(.*)$/.exec(text(target)) ?? [];
  if (content === undefined) leftovers.note(`The file ${name}, which is not in the folder or no text.`);
  else if (home === undefined)
    leftovers.note(`The file ${name} at ${text(target)}: a lesson's files lie below the home folder.`);
  else files.set(`${home === '' ? '' : `${home.replace(/\/$/, '')}/`}${name.replace(/.*\//, '')}`, content);
  if (chmod !== undefined) leftovers.note('Modes of files: run scripts with their interpreter.');
}

/** `code`{{exec}}, and fences that end in {{exec}} or {{copy}}. */
function killercoda(leftovers: Leftovers): Dialect {
  return {
    fence: (info, after, lines) => {
      const action = /\{\{(exec|execute|copy)([^}]*)\}\}/.exec(after);
      if (action && action[1] !== 'copy') {
        const before = action[2]?.includes('interrupt') ? ['```keys', 'Ctrl C', '```', ''] : [];
        return { info: commandInfo(lines), before };
      }
      const language = info.replace(/[^\w-].*$/, '');
      return {
        info: ['sh', 'keys', 'solution', 'goals', 'stage'].includes(language) || language === '' ? 'text' : language,
      };
    },
    line: (line) => {
      const links = line.replaceAll(
        /\[([^\]]*)\]\(\{\{TRAFFIC_HOST\d_(\d+)\}\}[^)]*\)|\{\{TRAFFIC_HOST\d_(\d+)\}\}/g,
        (_, label: string | undefined, a: string | undefined, b: string | undefined) => {
          leftovers.note('Addresses of forwarded ports: `curl` and the small browser show them.');
          return `${label ?? ''} \`http://localhost:${a ?? b ?? '80'}\``.trim();
        },
      );
      const found = [...links.matchAll(/`([^`]+)`\{\{(exec|execute)[^}]*\}\}/g)];
      const shown = links.replaceAll(/`([^`]+)`\{\{\w*[^}]*\}\}/g, '`$1`').replaceAll(/\{\{\w*\}\}/g, '');
      if (found.length === 0) return [shown];
      const blocks = found.flatMap(([, command = '']) => ['', `\`\`\`${commandInfo([command])}`, command, '```', '']);
      const words = shown.replace(/^[\s*+-]*`[^`]*`\s*$/, '');
      return words.trim() === '' ? blocks : [words, ...blocks];
    },
  };
}

function fromLabspace(space: Fields, root: string, folder: Folder, leftovers: Leftovers): Draft {
  const metadata = fields(space['metadata']);
  if (list(space['services']).length > 0) leftovers.note('Services in tabs of their own.');
  for (const path of folder.keys())
    if (/(?:^|\/)compose\.override\.ya?ml$/.test(path)) leftovers.note(`${path}: the workspace's own settings.`);
  const files = new Map<string, string>();
  for (const [path, content] of folder)
    if (path.startsWith('project/')) files.set(path.slice('project/'.length), content);
  const sections = list(space['sections']).map(fields);
  return {
    title: text(space['title'] ?? metadata['title']),
    summary: text(space['description'] ?? metadata['description']),
    minutes: 15,
    introduction: '',
    steps: sections.map((section, index) => {
      const path = text(section['contentPath']).replace(/^\.\//, '');
      const source = folder.get(`${root}${path}`) ?? folder.get(path);
      if (source === undefined) leftovers.note(`The section ${path}, which is not in the folder.`);
      const body = convert(withoutDirectives(source ?? '', leftovers), labspace(leftovers), leftovers);
      return { title: text(section['title']) || `Section ${index + 1}`, body, check: undefined };
    }),
    files,
    start: [],
  };
}

/** Variables get a value, directives go. */
function withoutDirectives(source: string, leftovers: Leftovers): string {
  return source
    .replaceAll(/\$\$([\w-]+)\$\$/g, (_, name: string) => {
      leftovers.note(`The variable ${name}, for which it would ask: "learner" stands for it.`);
      return 'learner';
    })
    .replaceAll(/:(?:fileLink|tabLink)\[([^\]]*)\](?:\{[^}]*\})?/g, (_, label: string) => {
      leftovers.note('Links to files and tabs: their words stay.');
      return `\`${label}\``;
    })
    .replaceAll(/^\s*:{2,}[a-zA-Z]*.*$/gm, (line) => {
      const [, name = ''] = /:{2,}(\w+)/.exec(line) ?? [];
      if (name !== '') leftovers.note(`The directive "${name}".`);
      return '';
    });
}

/** Blocks marked `bash` have a button, unless they say otherwise; `save-as=PATH` writes a file. */
function labspace(leftovers: Leftovers): Dialect {
  return {
    fence: (info, _after, lines) => {
      const [language = '', ...words] = info.split(/\s+/);
      const path = words.find((word) => word.startsWith('save-as='))?.slice('save-as='.length);
      const terminal = words.find((word) => word.startsWith('terminal-id='));
      if (terminal !== undefined) leftovers.note('Terminals by name: all commands go to the first.');
      if (path !== undefined && !path.startsWith('/')) return { info: `${language || 'text'} file=${path}` };
      const runs = ['bash', 'sh', 'console', 'shell'].includes(language) && !words.includes('no-run-button');
      if (runs) return { info: commandInfo(lines) };
      return { info: ['sh', 'keys', 'goals', 'stage', 'solution', ''].includes(language) ? 'text' : language };
    },
    line: (line) => [line],
  };
}

const minutesOf = (time: string): number => Math.min(30, Math.max(1, Number(/\d+/.exec(time)?.[0] ?? 10)));

/** The draft as the text of a lesson. A step without a check of its own is done when its last command was typed. */
function write({ title, summary, minutes, introduction, steps, files, start }: Draft, leftovers: Leftovers): string {
  if (steps.length > mostSteps) leftovers.note(`Steps after the ninth: a lesson has 2 to ${mostSteps}.`);
  const head = [
    `title: ${JSON.stringify(title.replace(/\.+$/, '').slice(0, 60) || 'Imported lesson')}`,
    `summary: ${JSON.stringify(summary.split('\n')[0]?.trim() || 'Imported; say here what one learns.')}`,
    `minutes: ${minutes}`,
    ...(files.size > 0
      ? ['files:', ...[...files].map(([path, content]) => `  ${JSON.stringify(path)}: ${JSON.stringify(content)}`)]
      : []),
    ...(start.length > 0 ? ['start:', ...start.map((line) => `  - ${JSON.stringify(line)}`)] : []),
  ];
  const written = steps.slice(0, mostSteps).map(({ title: name, body, check }) => {
    const goal =
      check === undefined ? typedGoal(body) : `The check of this step passes:\n  shell: ${JSON.stringify(check)}`;
    return [`## ${name}`, body, ...(goal === undefined ? [] : [`\`\`\`goals\n${goal}\n\`\`\``])]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return `${[`---\n${head.join('\n')}\n---`, ...(introduction === '' ? [] : [introduction]), ...written].join('\n\n')}\n`;
}

function typedGoal(body: string): string | undefined {
  const blocks = [...body.matchAll(/^```sh[^\n]*\n(.*?)\n```$/gms)].flatMap(([, lines = '']) => lines.split('\n'));
  const last = blocks.findLast((line) => line.trim() !== '' && !line.startsWith('#'))?.trim();
  if (last === undefined) return undefined;
  const pattern = `^\\s*${last.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
  return `${JSON.stringify(`You ran \`${last}\``)}:\n  typed: ${JSON.stringify(pattern)}`;
}
