import type { DocumentHints, LineHint } from '../../shared/model/hint';

/** An open document, as far as hints are about it. */
export interface DrawnDocument {
  readonly version: number;
  readonly lineCount: number;
}

/**
 * Which hints of a document are drawn now; none of lines that are not there. Null where they are of another version: what is drawn
 * stays, and follows the edits by itself, until the engine has spoken of the version that is seen.
 * @param received what the engine said last of the document; undefined when it has nothing to say any more
 */
export function hintsToDraw(received: DocumentHints | undefined, document: DrawnDocument): readonly LineHint[] | null {
  if (received === undefined) return [];
  const { version, hints } = received;
  if (version !== null && version !== document.version) return null;
  return hints.filter(({ line }) => line < document.lineCount);
}
