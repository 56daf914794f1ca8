import { ownText, type Said } from '../../shared/base/said/said';
import { terminalLine } from '../../shared/base/said/terminalText';
import type { Terminal } from './cliParts';

/** Enough to write rarely, little enough to hold. */
const chunkLength = 64 * 1024;

/** Writes pieces of text in larger ones, no faster than they are taken. */
export async function writeAll(terminal: Terminal, pieces: Iterable<Said>): Promise<void> {
  let open: Said[] = [];
  let length = 0;
  for (const piece of pieces) {
    open.push(piece);
    length += piece.length;
    if (length < chunkLength) continue;
    await terminal.write(ownText(open.join('')));
    open = [];
    length = 0;
  }
  if (length > 0) await terminal.write(ownText(open.join('')));
}

/** Lines, each ended and made safe for a terminal, whatever its writer has done before. @param paint colours what is safe */
export function* asLines(lines: Iterable<string>, paint: (line: Said) => Said = (line) => line): Generator<Said> {
  for (const line of lines) yield ownText(`${paint(terminalLine(line))}\n`);
}
