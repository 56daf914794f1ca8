import type { ClauseLines } from '../../shared/ports/sources/erlangSource';
import type { FunctionRange } from './functionRanges';
import { amountTaken, roomIn } from './roomIn';

/** The clauses of the functions of a file; of one that receives, each of what it receives is a part of its own. */
export function clauseLines(blanked: readonly string[], functions: readonly FunctionRange[]): readonly ClauseLines[] {
  return functions.flatMap((around) => {
    const starts = [...around.clauses, ...armsOf(blanked, around)].sort((a, b) => a - b);
    return starts.map((line, at): ClauseLines => {
      const end = (starts[at + 1] ?? around.end + 1) - 1;
      const text = blanked.slice(line - 1, end).join('\n');
      return {
        function: around.name,
        functionLine: around.line,
        line,
        end,
        head: (blanked[line - 1] ?? '').split('->')[0]?.trim() ?? '',
        room: roomIn(text),
        taken: amountTaken(text),
        sleeps: /\b(?:timer:|:timer\.|Process\.)sleep\b|\breceive\s+(?:do\s+)?after\b/.test(text),
      };
    });
  });
}

/** Lines with which what a function receives begins: those with an arrow that stand as far in as the first one after `receive`. */
function armsOf(blanked: readonly string[], { line, end }: FunctionRange): readonly number[] {
  const arms: number[] = [];
  let indent: number | null = null;
  let isInside = false;
  for (let row = line - 1; row < end; row += 1) {
    const text = blanked[row] ?? '';
    if (/(?<![\w:.@])receive\s*(?:do)?\s*$/.test(text)) {
      isInside = true;
      indent = null;
      continue;
    }
    if (!isInside || !text.includes('->')) continue;
    const space = text.length - text.trimStart().length;
    // `after`, and what comes when nothing did.
    if (indent !== null && space < indent) {
      arms.push(row + 1);
      isInside = false;
      continue;
    }
    indent ??= space;
    if (space === indent) arms.push(row + 1);
  }
  return arms;
}
