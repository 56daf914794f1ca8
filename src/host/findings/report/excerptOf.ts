import { Uri, workspace, type TextDocument } from 'vscode';
import { plainText } from '../../../shared/base/said/plainText';
import type { PlaceView } from '../../../shared/wires/findingView';
import { committedLine } from './committedLine';
import { permalink } from './permalink';

/** A place with the lines around it. Names no folder of this machine. */
export interface Excerpt {
  /** `store/cache.go:40`. */
  readonly where: string;
  /** The function, as a person writes it; empty where none is known. */
  readonly functionName: string;
  /** To the line in the commit that is checked out; null where git knows none. */
  readonly link: string | null;
  /** As the editor calls it: `go`. */
  readonly language: string;
  readonly rows: readonly ExcerptRow[];
}

export interface ExcerptRow {
  /** From 1 on. */
  readonly number: number;
  readonly text: string;
  readonly isMeant: boolean;
}

const linesAround = 4;

/** The place as it stands in the editor, and a link to it where git knows one. */
export async function excerptOf(place: PlaceView, functionName: string): Promise<Excerpt> {
  const uri = Uri.parse(place.uri);
  const file = workspace.asRelativePath(uri).split('/').slice(-4).join('/');
  // A git that cannot say costs the link, and nothing else of the report.
  const committed = await committedLine(uri, place).catch(() => null);
  const document = await Promise.resolve(workspace.openTextDocument(uri)).catch(() => null);
  return {
    where: `${file}:${String(place.line + 1)}`,
    functionName,
    link: committed === null ? null : permalink(committed),
    language: document?.languageId ?? '',
    rows: document === null ? [] : rowsAround(document, place.line),
  };
}

function rowsAround(document: TextDocument, line: number): readonly ExcerptRow[] {
  if (line >= document.lineCount) return [];
  const first = Math.max(0, line - linesAround);
  const last = Math.min(document.lineCount - 1, line + linesAround);
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    number: first + at + 1,
    text: plainText(document.lineAt(first + at).text.replaceAll('\t', '    ')).trimEnd(),
    isMeant: first + at === line,
  }));
}
