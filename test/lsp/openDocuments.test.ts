import { describe, expect, it } from 'vitest';
import { localPath, OpenDocuments } from '../../src/lsp/openDocuments';
import type { DocumentEvent } from '../../src/shared/ports/engine/documents';
import { textOf, Typist } from '../engine/typist';

function heardFrom(documents: OpenDocuments): DocumentEvent[] {
  const heard: DocumentEvent[] = [];
  documents.events.on((event) => heard.push(event));
  return heard;
}

describe('open documents', () => {
  it('tell what happens to them', () => {
    const documents = new OpenDocuments();
    const heard = heardFrom(documents);
    const typist = new Typist('a\nb', { documents });
    typist.type('x', [0, 0]);
    typist.save();
    typist.close();
    expect(heard.map(({ type, path }) => [type, path])).toEqual([
      ['opened', '/ws/gateway.go'],
      ['edited', '/ws/gateway.go'],
      ['saved', '/ws/gateway.go'],
      ['closed', '/ws/gateway.go'],
    ]);
  });

  it('know version, lines and URI while they are open', () => {
    const typist = new Typist('a\nb\nc');
    const { documents, path } = typist;
    typist.insertLines(0, 'x');
    expect([documents.version(path), documents.lineCount(path), documents.paths()]).toEqual([2, 4, [path]]);
    typist.close();
    expect([documents.version(path), documents.lineCount(path), documents.paths()]).toEqual([null, 0, []]);
  });

  it('take over a version that comes without a change', () => {
    const { documents, uri, path } = new Typist('a');
    documents.change(uri, 7, []);
    expect(documents.version(path)).toBe(7);
  });

  it('tell each change of one message as lines, on top of the one before', () => {
    const { documents, uri, path } = new Typist(textOf('a', 'b', 'c'));
    const heard = heardFrom(documents);
    const at = (line: number) => ({ line, character: 0 });
    documents.change(uri, 2, [
      { range: { start: at(0), end: at(0) }, text: 'x\n' },
      { range: { start: at(2), end: at(3) }, text: '' },
    ]);
    const whole = { keepsHead: false, keepsTail: true };
    expect(heard).toEqual([
      {
        type: 'edited',
        path,
        edits: [
          { startLine: 0, before: ['a'], after: ['x', 'a'], ...whole },
          { startLine: 2, before: ['b', 'c'], after: ['c'], ...whole },
        ],
      },
    ]);
  });

  it('know nothing of documents that are no files, or not open', () => {
    const documents = new OpenDocuments();
    const heard = heardFrom(documents);
    documents.open('untitled:Untitled-1', 'go', 1, 'a');
    documents.change('file:///ws/closed.go', 2, [{ text: 'b' }]);
    documents.save('file:///ws/closed.go');
    documents.close('file:///ws/closed.go');
    documents.save('git:/ws/a.go');
    expect(heard).toEqual([]);
    expect(documents.paths()).toEqual([]);
  });

  it('keep the URI as the editor writes it', () => {
    const documents = new OpenDocuments();
    documents.open('file:///ws/a%28b%29.go', 'go', 1, '');
    expect(documents.uri('/ws/a(b).go')).toBe('file:///ws/a%28b%29.go');
    expect(documents.uri('/ws/no t.go')).toBe('file:///ws/no%20t.go');
  });

  it('tell nobody and hold nothing after their end', () => {
    const typist = new Typist('a');
    const heard = heardFrom(typist.documents);
    typist.documents.dispose();
    typist.type('x', [0, 0]);
    expect(heard).toEqual([]);
    expect(typist.documents.paths()).toEqual([]);
  });
});

it.each([
  ['file:///ws/a.go', '/ws/a.go'],
  ['file:///ws/%E4%B8%96.go', '/ws/世.go'],
  ['file:///ws/a%20b.go', '/ws/a b.go'],
  ['untitled:Untitled-1', null],
  ['vscode-remote://ssh/ws/a.go', null],
  ['file://server/share/a.go', null],
  ['file:///ws/%00', '/ws/\0'],
  ['', null],
])('the local path of %s is %s', (uri, path) => {
  expect(localPath(uri)).toBe(path);
});
