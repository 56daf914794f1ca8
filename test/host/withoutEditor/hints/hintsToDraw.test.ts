import { describe, expect, it } from 'vitest';
import { hintsToDraw } from '../../../../src/host/hints/hintsToDraw';
import type { DocumentHints, LineHint } from '../../../../src/shared/model/hint';

const onLine = (line: number): LineHint => ({
  line,
  kinds: ['heap'],
  text: '1 GB',
  growing: false,
  confidence: null,
  unsure: false,
});
const hints = (version: number | null): DocumentHints => ({
  uri: 'file:///a.go',
  version,
  hints: [onLine(2), onLine(9)],
});

describe('the hints of a document', () => {
  it.each([7, null])('are drawn where they are of the version that is seen, or of none: %s', (version) => {
    expect(hintsToDraw(hints(version), { version: 7, lineCount: 20 })).toEqual([onLine(2), onLine(9)]);
  });

  it.each([6, 8])('of another version wait, and what is drawn stays: %i', (version) => {
    expect(hintsToDraw(hints(version), { version: 7, lineCount: 20 })).toBeNull();
  });

  it('are none of lines that the document has not', () => {
    expect(hintsToDraw(hints(null), { version: 7, lineCount: 9 })).toEqual([onLine(2)]);
  });

  it('are none once the engine has nothing to say', () => {
    expect(hintsToDraw(undefined, { version: 7, lineCount: 20 })).toEqual([]);
  });
});
