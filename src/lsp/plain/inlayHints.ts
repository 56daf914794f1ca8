import type { InlayHint, Range } from 'vscode-languageserver/node';
import type { Face } from '../face';
import { localPath } from '../openDocuments';
import type { PlainNews } from './plainNews';

/** Serves the hints as inlay hints at the ends of their lines. @param refreshes the client asks again when it is told to */
export function registerInlayHints(face: Face, news: Pick<PlainNews, 'hints'>, refreshes: boolean): void {
  const { connection } = face;
  connection.languages.inlayHint.on(({ textDocument, range }) => {
    const path = localPath(textDocument.uri);
    return path === null ? [] : inlayHints(face, path, range);
  });
  if (refreshes) refreshInlayHints(face, news);
}

function inlayHints({ engine, documents }: Face, path: string, { start, end }: Range): InlayHint[] {
  return engine
    .hintsIn(path)
    .hints.filter(({ line }) => line >= start.line && line <= end.line)
    .map(({ line, text }) => ({
      position: { line, character: documents.lineEnd(path, line) },
      label: text,
      paddingLeft: true,
    }));
}

/** A client that edits a document asks again by itself: it is told when another text stands on a line. */
function refreshInlayHints({ connection, documents }: Face, news: Pick<PlainNews, 'hints'>): void {
  const shown = new Map<string, string>();
  news.hints.on((changed) => {
    const isOther = changed
      .filter(({ version }) => version !== null)
      .filter(({ uri, hints }) => {
        const texts = JSON.stringify(hints.map(({ text }) => text));
        const before = shown.get(uri) ?? '[]';
        shown.set(uri, texts);
        return texts !== before;
      });
    // A client that is going away refuses; there is nobody left to show anything.
    if (isOther.length > 0) connection.languages.inlayHint.refresh().catch(() => undefined);
  });
  documents.events.on(({ type, path }) => {
    if (type === 'closed') shown.delete(documents.uri(path));
  });
}
