import { describe, expect, it } from 'vitest';
import { UnsavedEdits } from '../../../src/engine/lines/unsavedEdits';
import { textOf, Typist } from '../typist';

describe('the lines of an open document since it was saved', () => {
  it('follow several changes of one message, each on top of the one before', () => {
    const { documents, unsaved, uri, path } = new Typist(textOf('a', 'b', 'c'));
    const at = (line: number) => ({ line, character: 0 });
    documents.change(uri, 2, [
      { range: { start: at(0), end: at(0) }, text: 'x\n' },
      { range: { start: at(2), end: at(3) }, text: '' },
    ]);
    const shift = unsaved.sinceSave(path);
    expect([0, 1, 2].map((line) => shift?.now(line))).toEqual([1, null, 2]);
  });

  it('count their lines anew from a save', () => {
    const typist = new Typist('a\nb');
    typist.insertLines(0, 'x');
    typist.save();
    expect(typist.unsaved.sinceSave(typist.path)?.now(0)).toBe(0);
    typist.insertLines(0, 'y');
    expect(typist.unsaved.sinceSave(typist.path)?.now(0)).toBe(1);
  });

  it('are not told once it is closed, nor of one that was never open', () => {
    const typist = new Typist('a');
    expect(typist.unsaved.sinceSave(typist.path)?.now(0)).toBe(0);
    typist.close();
    expect(typist.unsaved.sinceSave(typist.path)).toBeNull();
    expect(typist.unsaved.sinceSave('/ws/other.go')).toBeNull();
  });

  it('begin where they are for who comes later, and are followed no more after the end', () => {
    const typist = new Typist('a\nb');
    const later = new UnsavedEdits(typist.documents);
    expect(later.sinceSave(typist.path)?.now(1)).toBe(1);
    later.dispose();
    typist.insertLines(0, 'x');
    expect(later.sinceSave(typist.path)?.now(1)).toBe(1);
  });
});
