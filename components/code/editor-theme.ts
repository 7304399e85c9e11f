import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** By the tokens, so both themes need no second definition. */
const look = EditorView.theme({
  // A border shows the focus: an outline would go beneath the gutters.
  "&": {
    color: "var(--text)",
    backgroundColor: "var(--surface)",
    fontSize: "12px",
    border: "2px solid transparent",
  },
  "&.cm-focused": { outline: "none", borderColor: "var(--accent)" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "20px", fontVariantLigatures: "none" },
  // The frame of the whole editor shows the focus.
  ".cm-content": { caretColor: "var(--text)", padding: "8px 0", outline: "none" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--text-3)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "34px", padding: "0 6px 0 8px" },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--accent-soft) 45%, transparent)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection":
    { backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-soft)",
    outline: "1px solid var(--line-strong)",
  },
  ".cm-placeholder": { color: "var(--text-3)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius-s)",
    boxShadow: "var(--shadow)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent-soft)",
    color: "var(--text)",
  },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-diagnostic": {
    padding: "5px 9px",
    fontFamily: "var(--font)",
    fontSize: "12.5px",
    borderLeft: "3px solid var(--critical)",
  },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px dotted var(--critical)" },
  ".cm-lint-marker-error": {
    content: '""',
    width: "9px",
    height: "9px",
    marginTop: "5px",
    borderRadius: "2px",
    backgroundColor: "var(--critical)",
  },
  ".cm-gutter-lint": { width: "14px" },
});

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--accent)", fontWeight: "560" },
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--pass)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--medium)" },
  { tag: tags.comment, color: "var(--text-3)", fontStyle: "italic" },
  { tag: tags.special(tags.variableName), color: "var(--critical)" },
  { tag: [tags.function(tags.variableName), tags.namespace], color: "var(--text)", fontWeight: "560" },
  { tag: tags.operator, color: "var(--text-2)" },
  { tag: tags.invalid, color: "var(--critical)" },
]);

export const editorTheme = [look, syntaxHighlighting(colors)];
