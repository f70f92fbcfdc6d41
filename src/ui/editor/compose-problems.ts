// What Compose would refuse or remark of a compose file, on its lines.
import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { parseDotenv } from '../../sim/cli/compose/model/dotenv.ts';
import { Fault, isFault } from '../../sim/cli/compose/model/fault.ts';
import { lineOf } from '../../sim/cli/compose/model/line-of.ts';
import { ModelLoader } from '../../sim/cli/compose/model/load.ts';
import { failed, strerror } from '../../sim/computer/filesystem/errno.ts';
import type { FileSystem } from '../../sim/computer/filesystem/file-system.ts';
import { dirname } from '../../sim/computer/filesystem/path.ts';

/** All problems of the file at `path`, with the text that the editor shows; the others it names are read from `files`. */
export function composeProblems(doc: Text, path: string, files: FileSystem): Diagnostic[] {
  const text = doc.toString();
  if (text.trim() === '') return [];
  const folder = dirname(path);
  const remarks: string[] = [];
  const loader = new ModelLoader(
    {
      read: (wanted) => {
        if (wanted === path) return text;
        const found = files.readText(wanted);
        return failed(found) ? new Fault(`open ${wanted}: ${strerror(found.errno).toLowerCase()}`) : found;
      },
      warn: (words) => remarks.push(words),
      home: '/home/learner',
    },
    { interpolate: true, resolvePaths: false, named: true },
  );
  const variables = files.readText(`${folder}/.env`);
  const environment = failed(variables) ? new Map<string, string>() : parseDotenv(variables, () => undefined);
  const model = loader.load([path], folder, isFault(environment) ? new Map<string, string>() : environment);
  const found = [...new Set(remarks)]
    .filter((words) => !words.includes('variable is not set'))
    .map((words) => remark(doc, path, words));
  return isFault(model) ? [refusal(doc, path, model.error), ...found] : found;
}

function remark(doc: Text, path: string, words: string): Diagnostic {
  const text = words.replace(`${path}: `, '');
  const obsolete = text.includes('`version` is obsolete');
  const line = obsolete ? lineOf(doc.toString(), 'version') : 1;
  const { from, to } = spanOf(doc, line);
  return {
    from,
    to,
    severity: 'warning',
    message: text,
    source: 'Compose',
    ...(obsolete
      ? { actions: [{ name: 'Remove the line', apply: (view) => view.dispatch({ changes: wholeLine(doc, line) }) }] }
      : {}),
  };
}

const wholeLine = (doc: Text, number: number): { from: number; to: number } => {
  const line = doc.line(number);
  return { from: line.from, to: Math.min(doc.length, line.to + 1) };
};

function refusal(doc: Text, path: string, error: string): Diagnostic {
  const words = error.replace(`validating ${path}: `, '').replace(`failed to parse ${path}: `, '');
  const { from, to } = spanOf(doc, lineOfFault(doc.toString(), words));
  return { from, to, severity: 'error', message: `Compose would refuse it: ${words}`, source: 'Compose' };
}

/** The line that a fault names itself, or the one of the path in its words. */
function lineOfFault(text: string, words: string): number {
  const told = /\bline (\d+)/.exec(words)?.[1];
  if (told !== undefined) return Number(told);
  const extending = /extend service "([^"]+)"/.exec(words)?.[1];
  if (extending !== undefined) return lineOf(text, `services.${extending}.extends`);
  const [path = ''] = /(?:services|networks|volumes|secrets|configs|models|include)(?:\.[^\s:'"]+)*/.exec(words) ?? [];
  const extra = /additional propert(?:y|ies) '([^']+)'/.exec(words)?.[1];
  return lineOf(text, [path, extra].filter((part) => part !== undefined && part !== '').join('.'));
}

function spanOf(doc: Text, number: number): { from: number; to: number } {
  const line = doc.line(Math.min(Math.max(1, number), doc.lines));
  return { from: Math.min(line.to, line.from + line.text.search(/\S|$/)), to: line.to };
}
