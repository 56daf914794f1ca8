import { lineKey } from './matchLines';
import { codeOf, isSameStatement } from './sameStatement';

/** What has become of a line that a target spoke of: `edited` until it speaks again, `replaced` for as long as its build runs. */
export type LineChange = 'none' | 'edited' | 'replaced';

interface LineText {
  /** When the target first spoke of the line: what its build has there. */
  readonly built: string;
  /** When it last did. */
  readonly latest: string;
}

/** The texts that lines of one build had in the editor, by 0-based line of the build. */
export class LineTexts {
  private readonly byPath = new Map<string, Map<number, LineText>>();

  /** The target speaks of a line that has this text now. */
  note(path: string, line: number, text: string): void {
    const latest = lineKey(text);
    const texts = this.byPath.get(path) ?? new Map<number, LineText>();
    this.byPath.set(path, texts);
    texts.set(line, { built: texts.get(line)?.built ?? latest, latest });
  }

  /** How the line differs from what it was. A line that was not seen before, as of a document just opened, is what it was. */
  changeOf(path: string, line: number, text: string): LineChange {
    const known = this.byPath.get(path)?.get(line);
    if (known === undefined) {
      this.note(path, line, text);
      return 'none';
    }
    const now = lineKey(text);
    if (now === known.built) return 'none';
    if (!isSameStatement(known.built, now)) return 'replaced';
    return now === known.latest ? 'none' : 'edited';
  }

  /**
   * Whether the code of a line is another one than that of the build, by however little. A line that was not seen before is what it was.
   * @param text null for a line that is not there any more
   */
  isOther(path: string, line: number, text: string | null): boolean {
    const known = this.byPath.get(path)?.get(line);
    if (known === undefined) {
      if (text !== null) this.note(path, line, text);
      return false;
    }
    return text === null || codeOf(text) !== codeOf(known.built);
  }

  /** The build has the text that the file has now. */
  forget(path: string): void {
    this.byPath.delete(path);
  }

  clear(): void {
    this.byPath.clear();
  }
}
