"use client";

import { indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { Compartment, EditorState, type Text } from "@codemirror/state";
import { EditorView, keymap, placeholder as placeholderText } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "react";
import { editorTheme } from "./editor-theme";
import { regoLanguage } from "./rego-mode";

export interface CodeDiagnostic {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1; 0 where only the line is known. */
  readonly column: number;
  readonly message: string;
}

export interface CodeEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly language: "rego" | "yaml" | "json";
  readonly diagnostics?: readonly CodeDiagnostic[];
  /** References below `data.e…` that are offered where one begins. */
  readonly completions?: readonly string[];
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  /** Any CSS length. Default: as tall as the text, between 160px and 560px. */
  readonly height?: string;
}

const noCompletions: readonly string[] = [];

// JSON is YAML.
const languages = { rego: () => regoLanguage, yaml, json: yaml };

function placeOf(doc: Text, { line, column, message }: CodeDiagnostic): Diagnostic {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(at.from + Math.max(column - 1, 0), at.to);
  const word = /^[\w.]+/.exec(doc.sliceString(from, at.to))?.[0].length ?? 1;
  return {
    from,
    to: Math.min(from + word, at.to),
    severity: "error",
    message: `Line ${line}${column > 0 ? `, column ${column}` : ""}: ${message}`,
  };
}

/** The little of a completion's context that is used here. */
interface CompletionPlace {
  matchBefore(pattern: RegExp): { readonly from: number } | null;
}

/** Offers them only after `data.` or `data.e…`, so that Enter never writes one in the place of data.inventory. */
function offer(place: CompletionPlace, names: readonly string[]) {
  const begun = place.matchBefore(/\bdata\.(?:e[\w.]*)?$/);
  const options = names.map((label) => ({ label, type: "namespace" }));
  return begun === null ? null : { from: begun.from, options, validFor: /^data\.(?:e[\w.]*)?$/ };
}

/** Text to write. Escape then Tab leaves it; Tab alone indents. */
export function CodeEditorClient(props: CodeEditorProps) {
  const { label, value, onChange, language, diagnostics, readOnly = false, placeholder = "", height } = props;
  const { completions = noCompletions } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  const offered = useRef(completions);
  const first = useRef(value);
  const access = useRef(new Compartment());

  useEffect(() => {
    changed.current = onChange;
    offered.current = completions;
  }, [onChange, completions]);

  useEffect(() => {
    if (host.current === null) return undefined;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          basicSetup,
          keymap.of([indentWithTab]),
          languages[language](),
          lintGutter(),
          editorTheme,
          placeholderText(placeholder),
          access.current.of([]),
          EditorState.tabSize.of(2),
          EditorState.languageData.of(() => [
            { autocomplete: (place: CompletionPlace) => offer(place, offered.current) },
          ]),
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      first.current = editor.state.doc.toString();
      editor.destroy();
      view.current = null;
    };
  }, [label, language, placeholder]);

  useEffect(() => {
    view.current?.dispatch({
      effects: access.current.reconfigure([
        EditorState.readOnly.of(readOnly),
        EditorView.editable.of(!readOnly),
      ]),
    });
  }, [readOnly, label, language, placeholder]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const found = (diagnostics ?? []).map((diagnostic) => placeOf(editor.state.doc, diagnostic));
    editor.dispatch(setDiagnostics(editor.state, found));
  }, [diagnostics, value]);

  return (
    <div
      ref={host}
      style={height === undefined ? undefined : { height }}
      className={
        height === undefined
          ? "[&_.cm-editor]:max-h-[560px] [&_.cm-editor]:min-h-40"
          : "[&_.cm-editor]:h-full"
      }
    />
  );
}
