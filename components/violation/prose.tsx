import { Fragment } from "react";

export interface ProseProps {
  readonly text: string;
  /** Names and values of machines that the text speaks of; shown as code wherever they stand as whole words. */
  readonly codes?: readonly string[];
}

const shortest = 3;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

/** Pieces of a text; every second one is code: what stands in backticks, and the given words. */
function pieces(text: string, codes: readonly string[]): readonly string[] {
  const words = [...new Set(codes)]
    .filter((code) => code.length >= shortest)
    .sort((a, b) => b.length - a.length)
    .map(escaped);
  const ticked = "`([^`\\n]+)`";
  const pattern = words.length === 0 ? ticked : `${ticked}|(?<![\\w.])(${words.join("|")})(?![\\w[]|\\.\\w)`;
  const found: string[] = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(pattern, "g"))) {
    found.push(text.slice(end, match.index), match[1] ?? match[2] ?? "");
    end = match.index + match[0].length;
  }
  return [...found, text.slice(end)];
}

/** Guidance as its author wrote it: paragraphs, with names of machines as code. */
export function Prose({ text, codes = [] }: ProseProps) {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
  return paragraphs.map((paragraph, position) => (
    <p key={position} className="max-w-[76ch] break-words not-first:mt-2">
      {pieces(paragraph.trim(), codes).map((piece, index) =>
        index % 2 === 1 ? (
          <code key={index} className="rounded-[3px] bg-sunken px-1 py-px wrap-anywhere">
            {piece}
          </code>
        ) : (
          <Fragment key={index}>{piece}</Fragment>
        ),
      )}
    </p>
  ));
}
