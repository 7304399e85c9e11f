import { StreamLanguage, type StringStream } from "@codemirror/language";

interface RegoState {
  /** Inside a raw string, which may go over several lines. */
  raw: boolean;
  /** The word before was `package` or `import`. */
  afterHead: boolean;
}

const keywords = new Set("as contains default else every if import in not package some with".split(" "));
const literals = new Set(["true", "false", "null"]);
const roots = new Set(["input", "data"]);

function rawString(stream: StringStream, state: RegoState): string {
  state.raw = !stream.skipTo("`");
  if (state.raw) stream.skipToEnd();
  else stream.next();
  return "string";
}

function word(stream: StringStream, text: string, state: RegoState): string {
  if (state.afterHead) {
    state.afterHead = false;
    return "namespace";
  }
  if (keywords.has(text)) {
    state.afterHead = text === "package" || text === "import";
    return "keyword";
  }
  if (literals.has(text)) return "atom";
  if (roots.has(text)) return "variableName.special";
  return stream.match(/^\(/, false) === null ? "variableName" : "variableName.function";
}

function token(stream: StringStream, state: RegoState): string | null {
  if (state.raw) return rawString(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match("#") !== null) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match("`") !== null) return rawString(stream, state);
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) !== null) return "string";
  if (stream.match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/) !== null) return "number";
  if (stream.match(/^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*(?=\())*/) !== null)
    return word(stream, stream.current(), state);
  if (stream.match(/^(?::=|==|!=|<=|>=|[=<>+\-*/%&|])/) !== null) return "operator";
  stream.next();
  return null;
}

/** Rego as one sees it: words, strings, comments. The compiler says what is right. */
export const regoLanguage = StreamLanguage.define<RegoState>({
  name: "rego",
  startState: () => ({ raw: false, afterHead: false }),
  copyState: (state) => ({ ...state }),
  token: (stream, state) => {
    // `import` alone on a line ends there.
    if (stream.sol()) state.afterHead = false;
    return token(stream, state);
  },
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["(", "[", "{", '"', "`"] },
    indentOnInput: /^\s*[}\])]$/,
  },
});
