// How the editor looks: the tokens of the page, so that every palette holds for it too.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--syntax-keyword)', fontWeight: '600' },
  {
    tag: [tags.tagName, tags.definition(tags.propertyName), tags.propertyName],
    color: 'var(--syntax-keyword)',
  },
  { tag: tags.heading, fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--syntax-string)' },
  { tag: [tags.comment, tags.quote], color: 'var(--syntax-comment)' },
  { tag: [tags.attributeName, tags.meta, tags.labelName, tags.standard(tags.name)], color: 'var(--syntax-flag)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit], color: 'var(--syntax-number)' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface-pane)', fontSize: 'var(--code-md)' },
  // The gutter would cover a part of the outline: whoever holds the editor draws it.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.55', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 16px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--surface-hover) 45%, transparent)' },
  '.cm-gutters': { backgroundColor: 'var(--surface-pane)', color: 'var(--text-faint)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 6px 0 12px' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '.cm-flag, .cm-flag span': { color: 'var(--syntax-flag)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--surface-sunken)', outline: '1px solid var(--line-strong)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: '1px solid var(--line-strong)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad) 1.5px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn) 1.5px' },
  '.cm-lintRange': { textUnderlineOffset: '3px' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-raised)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-2)',
    boxShadow: 'var(--shadow-float)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text-md)',
  },
  '.cm-diagnostic': { padding: '8px 12px', maxWidth: '460px', border: '0', whiteSpace: 'pre-line' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn)' },
  '.cm-diagnosticAction': {
    display: 'block',
    minHeight: '26px',
    margin: '8px 0 0',
    padding: '0 9px',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-2)',
    backgroundColor: 'var(--surface-pane)',
    color: 'var(--text)',
    fontSize: 'var(--text-sm)',
    fontWeight: 'var(--weight-medium)',
    cursor: 'pointer',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-code)', maxHeight: '16em' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'inherit', fontFamily: 'var(--font-ui)', marginLeft: '12px' },
  '.cm-completionInfo': { maxWidth: '320px', padding: '8px 12px' },
  '.cm-panels': { backgroundColor: 'var(--surface-sunken)', color: 'var(--text)', fontFamily: 'var(--font-ui)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 36px 8px 12px' },
  '.cm-panel.cm-search label': { fontSize: 'var(--text-sm)' },
  '.cm-textfield': {
    backgroundColor: 'var(--surface-pane)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    fontSize: 'var(--text-md)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--surface-pane)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-2)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
});

/** The look as an extension. */
export const editorLook: Extension = [theme, syntaxHighlighting(colours)];
