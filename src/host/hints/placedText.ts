import { Range, workspace, type DecorationOptions, type TextDocument, type TextEditor } from 'vscode';
import { plainText } from '../../shared/base/said/plainText';
import type { LineHint } from '../../shared/model/hint';
import { roomFor, type EditorRoom } from './hintRoom';

/** The end of a line has no more room. */
const longestText = 120;

/** A hint at the end of its line, as long as there is room for it. */
export function placedText(document: TextDocument, hint: LineHint, room: EditorRoom): DecorationOptions {
  const { text, narrowText = text, shortText = text } = hint;
  const said = { ample: text, narrow: narrowText, scarce: shortText }[roomFor(document.lineAt(hint.line).text, room)];
  return {
    range: markedRange(document, hint),
    renderOptions: { after: { contentText: plainText(said, longestText) } },
  };
}

/** The first character of the line's code, so that a line break typed at either end leaves the hint with the code. */
export function markedRange(document: TextDocument, { line }: LineHint): Range {
  const start = document.lineAt(line).firstNonWhitespaceCharacterIndex;
  return new Range(line, start, line, start + 1);
}

/** What an editor tells of its room: not how wide it is, which no extension learns. */
export function roomIn({ document, options }: TextEditor): EditorRoom {
  const wraps = workspace.getConfiguration('editor', document).get<string>('wordWrap', 'off') !== 'off';
  return { tabSize: typeof options.tabSize === 'number' ? options.tabSize : 4, wraps };
}
