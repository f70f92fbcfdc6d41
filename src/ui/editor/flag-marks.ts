// Flags in a Dockerfile stand out: its grammar knows instructions, strings and comments only.
import type { Extension } from '@codemirror/state';
import { Decoration, MatchDecorator, ViewPlugin, type DecorationSet, type EditorView } from '@codemirror/view';

const matcher = new MatchDecorator({
  regexp: /(?<=\s)--[a-z][\w-]*/g,
  decorate: (add, from, to, _match, view) => {
    const { text } = view.state.doc.lineAt(from);
    if (!text.trimStart().startsWith('#')) add(from, to, Decoration.mark({ class: 'cm-flag' }));
  },
});

/** Marks every `--flag` outside of comments. */
export const flagMarks: Extension = ViewPlugin.define(
  (view: EditorView) => {
    const plugin = {
      marks: matcher.createDeco(view),
      update: (update: Parameters<MatchDecorator['updateDeco']>[0]) => {
        plugin.marks = matcher.updateDeco(update, plugin.marks);
      },
    };
    return plugin;
  },
  { decorations: ({ marks }: { marks: DecorationSet }) => marks },
);
