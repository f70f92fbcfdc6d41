// What every open file can do in the editor: keys, history, completion, checks, the look.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { linter, lintKeymap, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Transaction, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { FileSystem } from '../../sim/computer/filesystem/file-system.ts';
import { editorLook } from './editor-look.ts';
import { languageOf } from './languages.ts';

/** What the editor asks its surroundings. */
export interface Surroundings {
  /** The learner changed the text. */
  readonly edited: () => void;
  /** The path of the file that is shown. */
  readonly path: () => string;
  readonly files: () => FileSystem;
  /** Images that the engine has, by name. */
  readonly images: () => readonly string[];
  /** Ctrl-S. */
  readonly save: () => void;
}

/** The extensions that all files share. */
export function editorSetup(surroundings: Surroundings): Extension {
  return [
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    autocompletion({ override: [(context) => complete(context, surroundings)], icons: false }),
    linter((view) => problems(view, surroundings), { delay: 400 }),
    keymap.of([
      {
        key: 'Mod-s',
        run: () => {
          surroundings.save();
          return true;
        },
      },
      { key: 'Tab', run: acceptCompletion },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({ 'aria-label': 'Text of the file', 'aria-describedby': 'editor-keys' }),
    EditorView.updateListener.of(({ docChanged, transactions }) => {
      if (docChanged && !transactions.some((one) => one.annotation(Transaction.remote))) surroundings.edited();
    }),
    editorLook,
  ];
}

async function complete(context: CompletionContext, { path, images }: Surroundings): Promise<CompletionResult | null> {
  const language = languageOf(path());
  if (language === 'dockerfile')
    return (await import('./complete-dockerfile.ts')).completeDockerfile(context, images());
  if (language === 'compose') return (await import('./complete-compose.ts')).completeCompose(context, images());
  return null;
}

async function problems(view: EditorView, { path, files }: Surroundings): Promise<Diagnostic[]> {
  const at = path();
  const { doc } = view.state;
  const language = languageOf(at);
  if (language === 'dockerfile') return (await import('./dockerfile-problems.ts')).dockerfileProblems(doc);
  if (language === 'compose') return (await import('./compose-problems.ts')).composeProblems(doc, at, files());
  return [];
}
