// Which language a file is in, by its name; its grammar is loaded when the first such file is opened.
import { LanguageSupport, StreamLanguage } from '@codemirror/language';
import type { Extension } from '@codemirror/state';

export type Language =
  'dockerfile' | 'compose' | 'yaml' | 'shell' | 'javascript' | 'python' | 'json' | 'markdown' | 'text';

/** The language of a path. */
export function languageOf(path: string): Language {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (/^(dockerfile|containerfile)(\..*)?$|\.dockerfile$/.test(name)) return 'dockerfile';
  if (/^(docker-)?compose([.-].*)?\.ya?ml$/.test(name)) return 'compose';
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (/\.(sh|bash)$|^\.(bashrc|profile|bash_aliases)$|^\.env|^makefile$/.test(name)) return 'shell';
  if (/\.([cm]?[jt]sx?)$/.test(name)) return 'javascript';
  if (name.endsWith('.py')) return 'python';
  if (name.endsWith('.json')) return 'json';
  if (/\.(md|markdown)$/.test(name)) return 'markdown';
  return 'text';
}

/** Its name for a reader. */
export const languageNames: Readonly<Record<Language, string>> = {
  dockerfile: 'Dockerfile',
  compose: 'Compose file',
  yaml: 'YAML',
  shell: 'Shell',
  javascript: 'JavaScript',
  python: 'Python',
  json: 'JSON',
  markdown: 'Markdown',
  text: 'Text',
};

const loaders: Readonly<Record<Exclude<Language, 'text'>, () => Promise<Extension>>> = {
  dockerfile: async () => {
    const [{ dockerFile }, { flagMarks }] = await Promise.all([
      import('@codemirror/legacy-modes/mode/dockerfile'),
      import('./flag-marks.ts'),
    ]);
    const grammar = StreamLanguage.define({ ...dockerFile, languageData: { commentTokens: { line: '#' } } });
    return [new LanguageSupport(grammar), flagMarks];
  },
  compose: async () => (await import('@codemirror/lang-yaml')).yaml(),
  yaml: async () => (await import('@codemirror/lang-yaml')).yaml(),
  shell: async () => StreamLanguage.define((await import('@codemirror/legacy-modes/mode/shell')).shell),
  javascript: async () => (await import('@codemirror/lang-javascript')).javascript({ jsx: true, typescript: true }),
  python: async () => (await import('@codemirror/lang-python')).python(),
  json: async () => (await import('@codemirror/lang-json')).json(),
  markdown: async () => (await import('@codemirror/lang-markdown')).markdown(),
};

/** Highlighting, indentation and comments of a language. */
export const grammarOf = async (language: Language): Promise<Extension> =>
  language === 'text' ? [] : await loaders[language]();
