/** Spaces that are added at most: what is folded has few of such lines. */
const ADDED_MAX = 4 * 1024 * 1024;
/** A document's begin or end, which Go's reader refuses inside of quotes and brackets. */
const MARKER = /^(?:---|\.\.\.)(?:\s|$)/;

/**
 * The text with spaces before each line that goes on with something in quotes or brackets. There spaces mean nothing, but YAML
 * 1.2 asks for more of them than Go's reader does.
 */
export function indentContinuations(text: string): string {
  const lines = text.split("\n");
  // Of what the lists and keys before a line's text belong to.
  const deepest = lines.reduce((most, line) => Math.max(most, /^[\s?:-]*/.exec(line)?.[0].length ?? 0), 0);
  if ((deepest + 2) * lines.length > ADDED_MAX) return text;
  const padding = " ".repeat(deepest + 2);
  const scanner = new LineScanner();
  const indented: string[] = [];
  for (const line of lines) {
    const goesOn = scanner.isInside;
    if (goesOn && MARKER.test(line)) return text;
    scanner.read(line);
    indented.push(goesOn ? padding + line : line);
  }
  return indented.join("\n");
}

/** Knows after each line whether the next one is inside of quotes or brackets. */
class LineScanner {
  private quote = "";
  private depth = 0;
  /** Whether something may begin here: not in the middle of a plain text. */
  private isOpen = true;
  /** Columns of what a block scalar belongs to; its lines are further right. */
  private block: number | null = null;

  get isInside(): boolean {
    return this.quote !== "" || this.depth > 0;
  }

  read(line: string): void {
    if (!this.isInside) {
      if (this.isOfBlock(line)) return;
      this.isOpen = true;
    }
    let place = 0;
    while (place < line.length) {
      if (this.quote !== "") place = this.endOfQuoted(line, place);
      else if (/\s/.test(line.charAt(place))) place += 1;
      else if (line[place] === "#" && /^$|\s/.test(line.charAt(place - 1))) return;
      else place = this.isOpen ? this.begin(line, place) : this.goOn(line, place);
    }
  }

  private isOfBlock(line: string): boolean {
    if (this.block === null) return false;
    if (line.trim() === "" || line.length - line.trimStart().length > this.block) return true;
    this.block = null;
    return false;
  }

  private endOfQuoted(line: string, start: number): number {
    for (let place = start; place < line.length; place++) {
      if (this.quote === '"' && line[place] === "\\") place += 1;
      else if (line[place] !== this.quote) continue;
      else if (this.quote === "'" && line[place + 1] === "'") place += 1;
      else {
        this.quote = "";
        this.isOpen = false;
        return place + 1;
      }
    }
    return line.length;
  }

  private begin(line: string, place: number): number {
    const letter = line.charAt(place);
    if (letter === "'" || letter === '"') this.quote = letter;
    else if (/[[{]/.test(letter)) this.depth += 1;
    else if (/[!&]/.test(letter)) return place + (/^[^\s,[\]{}]*/.exec(line.slice(place))?.[0].length ?? 1);
    else if (this.depth > 0) return this.goOn(line, place);
    else if (/[|>]/.test(letter)) {
      this.block = columnOfOwner(line);
      return line.length;
    } else if (!/^[-?:](?:\s|$)/.test(line.slice(place))) this.isOpen = false;
    return place + 1;
  }

  /** In the middle of a plain text, or after one in quotes or brackets. */
  private goOn(line: string, place: number): number {
    const letter = line.charAt(place);
    const endsKey = letter === ":" && /^$|[\s,[\]{}]/.test(line.charAt(place + 1));
    this.isOpen = endsKey || (this.depth > 0 && /[,[{]/.test(letter));
    if (this.depth > 0 && /[[{]/.test(letter)) this.depth += 1;
    if (this.depth > 0 && /[\]}]/.test(letter)) this.depth -= 1;
    return place + 1;
  }
}

/** The column of the key or the dash that a block scalar of this line belongs to. */
function columnOfOwner(line: string): number {
  const dashes = /^ *(?:[-?] +)*/.exec(line)?.[0] ?? "";
  if (!/^[|>]/.test(line.slice(dashes.length))) return dashes.length;
  return Math.max(dashes.lastIndexOf("-"), dashes.lastIndexOf("?"));
}
