/**
 * A hover as text. Ours is Markdown in which all that a service named is made of character references, since in VS Code a name must not become a
 * link that runs a command. Neovim and Emacs show these references as they are written, and hide brackets that are not escaped: to a client that
 * is not our extension a hover is text, which every editor shows as it is.
 * @param markdown as `src/words` makes it: bold, code, links, lists, tables of two columns
 */
export function hoverText(markdown: string): string {
  const lines = markdown.split('\n').filter((line) => !isRuleOfTable(line));
  const rows = lines.map((line) => (line.startsWith('|') ? cellsOf(line) : null));
  return lines
    .map((line, at) => {
      const cells = rows[at];
      return cells ? rowText(cells, nameWidth(rows, at)) : inlineText(line);
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A heading without words, or what says how a column is aligned. */
function isRuleOfTable(line: string): boolean {
  return /^\|[\s|:-]*\|$/.test(line);
}

type Cells = readonly [name: string, value: string];

/** A pipe within a cell is a reference, or another sign. */
function cellsOf(row: string): Cells {
  const [, name = '', ...values] = row.split('|').map((cell) => inlineText(cell.trim()));
  return [name, values.join(' ').trim()];
}

/** The longest name of the table that a row belongs to, in UTF-16 units. */
function nameWidth(rows: readonly (Cells | null)[], at: number): number {
  const isOutside = (row: Cells | null) => row === null;
  const first = rows.slice(0, at).findLastIndex(isOutside) + 1;
  const length = rows.slice(at).findIndex(isOutside);
  const table = rows.slice(first, length < 0 ? undefined : at + length);
  return Math.max(...table.map((row) => row?.[0].length ?? 0));
}

function rowText([name, value]: Cells, width: number): string {
  return `${name.padEnd(width)}  ${value}`;
}

function inlineText(line: string): string {
  return line
    .trimEnd()
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part.slice(1, -1) : withoutMarks(part)))
    .join('');
}

function withoutMarks(text: string): string {
  return text
    .replaceAll('**', '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}
