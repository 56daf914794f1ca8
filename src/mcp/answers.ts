/** As much as an agent is told at once, in bytes, the line about the rest included. */
export const mostBytes = 4_000;

/** What may still be asked for. */
const mostKept = 20;

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** Answers, cut to what an agent can read; the rest is kept for a while. */
export class Answers {
  private readonly kept = new Map<string, readonly string[]>();
  private count = 0;

  /** The beginning of an answer, and how to ask for more. */
  begin(text: string): string {
    const lines = text.trimEnd().split('\n');
    if (bytesOf(text) <= mostBytes) return text.trimEnd();
    this.count += 1;
    const id = `a${String(this.count)}`;
    this.kept.set(id, lines);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(oldest);
    }
    return this.part(id, lines, 0);
  }

  /** Lines of an answer from a 0-based one on; null where the answer is not kept any more. */
  more(id: string, from: number): string | null {
    const lines = this.kept.get(id);
    return lines === undefined ? null : this.part(id, lines, from);
  }

  private part(id: string, lines: readonly string[], from: number): string {
    const room = mostBytes - 120;
    let bytes = 0;
    let end = from;
    while (end < lines.length) {
      const next = bytesOf(lines[end] ?? '') + 1;
      if (bytes + next > room && end > from) break;
      bytes += next;
      end += 1;
      if (bytes > room) break;
    }
    const shown = cut(lines.slice(from, end).join('\n'), room);
    const left = lines.length - end;
    if (left <= 0) return shown;
    return `${shown}\n\n[${String(left)} more lines: read_more {"answer": "${id}", "from": ${String(end)}}]`;
  }
}

/** One line alone may be longer than there is room. */
function cut(text: string, room: number): string {
  if (bytesOf(text) <= room) return text;
  return `${new TextDecoder().decode(new TextEncoder().encode(text).slice(0, room - 4)).replace(/\uFFFD+$/, '')} …`;
}
