import {
  commands as editorCommands,
  l10n,
  Location,
  Position,
  Range,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import type { PlaceView } from '../../shared/wires/findingView';
import { tell } from '../base/prompts';

/** Shows the line, with the cursor on its code. A file that is gone is said. @returns whether it is shown */
export async function openPlace(place: PlaceView): Promise<boolean> {
  const document = await documentOf(place);
  if (document === null) return false;
  const at = positionIn(document, place);
  const editor = await window.showTextDocument(document, { selection: new Range(at, at), preview: true });
  editor.revealRange(new Range(at, at), TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

/** Shows `other` in a peek view below `place`. @returns whether it is shown */
export async function peekPlace(place: PlaceView, other: PlaceView): Promise<boolean> {
  if (!(await openPlace(place))) return false;
  const [from, to] = [await documentOf(place), await documentOf(other)];
  if (from === null || to === null) return false;
  const locations = [new Location(to.uri, positionIn(to, other))];
  await editorCommands.executeCommand(
    'editor.action.peekLocations',
    from.uri,
    positionIn(from, place),
    locations,
    'peek',
  );
  return true;
}

/** What stands on the line, trimmed; empty where the file is not there any more. */
export async function lineAt({ uri, line }: PlaceView): Promise<string> {
  try {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    return line < document.lineCount ? document.lineAt(line).text.trim() : '';
  } catch {
    return '';
  }
}

async function documentOf({ uri, label }: PlaceView): Promise<TextDocument | null> {
  try {
    return await workspace.openTextDocument(Uri.parse(uri));
  } catch {
    tell(l10n.t('{0} cannot be opened: the file is not there any more.', label), 'error');
    return null;
  }
}

/** The file may have become shorter since. */
function positionIn(document: TextDocument, { line }: PlaceView): Position {
  const at = document.lineAt(Math.min(Math.max(0, line), document.lineCount - 1));
  return new Position(at.lineNumber, at.firstNonWhitespaceCharacterIndex);
}
