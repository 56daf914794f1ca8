import type { Terminal } from './cliParts';

/** Enough to write rarely, little enough to hold. */
const chunkLength = 64 * 1024;

/** Writes pieces of text in larger ones, no faster than they are taken. */
export async function writeAll(terminal: Terminal, pieces: Iterable<string>): Promise<void> {
  let open: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    open.push(piece);
    length += piece.length;
    if (length < chunkLength) continue;
    await terminal.write(open.join(''));
    open = [];
    length = 0;
  }
  if (length > 0) await terminal.write(open.join(''));
}

/** Lines, each ended. */
export function* asLines(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
