// Completion in a Dockerfile: instructions, flags, images, stages, variables.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { instructionNames } from '../../sim/engine/build/dockerfile/check.ts';
import { imageCompletions } from './complete-images.ts';

const instructionWords: Readonly<Record<string, string>> = {
  ADD: 'copies files, unpacks archives, fetches addresses',
  ARG: 'a variable of the build',
  CMD: 'what a container runs',
  COPY: 'copies files from the context, or from a stage',
  ENTRYPOINT: 'the program that a container always runs',
  ENV: 'a variable of the build and of containers',
  EXPOSE: 'says on which port the program listens',
  FROM: 'begins a stage with an image',
  HEALTHCHECK: 'how the engine asks whether it is well',
  LABEL: 'a word about the image',
  ONBUILD: 'an instruction for images that build on this one',
  RUN: 'runs a command and keeps what it changes',
  SHELL: 'the shell of RUN and the other shell forms',
  STOPSIGNAL: 'the signal that docker stop sends',
  USER: 'who runs what comes below',
  VOLUME: 'a place that gets a volume',
  WORKDIR: 'the folder for what comes below',
};

const flags: Readonly<Record<string, readonly string[]>> = {
  ADD: ['--chmod=', '--chown=', '--checksum=', '--exclude=', '--keep-git-dir', '--link'],
  COPY: ['--from=', '--chmod=', '--chown=', '--exclude=', '--link', '--parents'],
  FROM: ['--platform='],
  HEALTHCHECK: ['--interval=', '--timeout=', '--start-period=', '--start-interval=', '--retries='],
  RUN: ['--mount=type=cache,target=', '--mount=type=bind,source=', '--mount=type=secret,id=', '--mount=type=ssh', '--mount=type=tmpfs,target=', '--network='],
}; // prettier-ignore

const scratch: Completion = { label: 'scratch', detail: 'nothing at all', type: 'constant' };

/** Completions at the cursor. `local`: images that the engine has. */
export function completeDockerfile(context: CompletionContext, local: readonly string[]): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const above = line.number > 1 ? context.state.doc.line(line.number - 1).text : '';
  if (/\\\s*$/.test(above)) return variables(context, before);
  const first = /^\s*([A-Za-z]*)$/.exec(before);
  if (first) {
    const word = first[1] ?? '';
    if (word === '' && !context.explicit) return null;
    const lower = word !== '' && word === word.toLowerCase();
    return {
      from: context.pos - word.length,
      options: instructionNames
        .filter((name) => name !== 'MAINTAINER')
        .map((name): Completion => {
          const written = lower ? name.toLowerCase() : name;
          return { label: written, apply: `${written} `, detail: instructionWords[name] ?? '', type: 'keyword' };
        }),
      validFor: /^[A-Za-z]*$/,
    };
  }
  const name = (/^\s*([A-Za-z]+)\s/.exec(before)?.[1] ?? '').toUpperCase();
  const word = /\S*$/.exec(before)?.[0] ?? '';
  const from = context.pos - word.length;
  if (word.startsWith('--from=')) {
    const start = from + '--from='.length;
    return { from: start, options: [...stages(context), ...imageCompletions(local)], validFor: /^[\w./:-]*$/ };
  }
  if (word.startsWith('-') && flags[name])
    return { from, options: flags[name].map((label) => ({ label, type: 'property' })), validFor: /^[\w-]*$/ };
  if (name === 'FROM' && /^\s*FROM\s+(?:--\S+\s+)*\S*$/i.test(before) && (word !== '' || context.explicit))
    return { from, options: [...stages(context), scratch, ...imageCompletions(local)], validFor: /^[\w./:-]*$/ };
  return variables(context, before);
}

/** Stages that begin above the cursor. */
function stages(context: CompletionContext): Completion[] {
  const found: Completion[] = [];
  const here = context.state.doc.lineAt(context.pos).number;
  for (let number = 1; number < here; number++) {
    const name = /^\s*FROM\s.*\sAS\s+(\S+)/i.exec(context.state.doc.line(number).text)?.[1];
    if (name !== undefined) found.push({ label: name, detail: `stage of line ${number}`, type: 'class', boost: 50 });
  }
  return found;
}

/** Variables that ARG and ENV above the cursor define, after a dollar sign. */
function variables(context: CompletionContext, before: string): CompletionResult | null {
  const start = /\$\{?(\w*)$/.exec(before);
  if (!start) return null;
  const names = new Set<string>();
  const here = context.state.doc.lineAt(context.pos).number;
  for (let number = 1; number < here; number++) {
    const [, kind = '', rest = ''] = /^\s*(ARG|ENV)\s+(.*)$/i.exec(context.state.doc.line(number).text) ?? [];
    if (kind === '') continue;
    const found = [...rest.matchAll(/(?:^|\s)([A-Za-z_]\w*)(?==|$|\s)/g)].map(([, name = '']) => name);
    for (const name of rest.includes('=') ? found.filter((one) => rest.includes(`${one}=`)) : found.slice(0, 1))
      names.add(name);
  }
  return {
    from: context.pos - (start[1]?.length ?? 0),
    options: [...names].map((label) => ({ label, type: 'variable' })),
    validFor: /^\w*$/,
  };
}
