import { describe, expect, it } from 'vitest';
import { MovedLines } from '../../../src/engine/lines/movedLines';
import { textOf, Typist } from '../typist';

/** The service was built from this text; line 2 is the one with a hint. */
const built = textOf('package main', '', 's.batches <- 1', '}', '');

function start(): { typist: Typist; moved: MovedLines; now: () => number | null } {
  const typist = new Typist(built);
  const moved = new MovedLines(typist.unsaved);
  return { typist, moved, now: () => moved.now(typist.path, 2) };
}

describe('the lines of a build', () => {
  it('are where they were while nobody edits', () => {
    expect(start().now()).toBe(2);
  });

  it('are where they were in files that nobody opened', () => {
    expect(start().moved.now('/ws/other.go', 70)).toBe(70);
  });

  it('move with unsaved edits, and stay moved when those are saved', () => {
    const { typist, now } = start();
    typist.insertLines(0, '// a comment');
    expect(now()).toBe(3);
    typist.save();
    expect(now()).toBe(3);
    typist.insertLines(0, '// another');
    expect(now()).toBe(4);
  });

  it('move back when the document is closed without saving', () => {
    const { typist, now } = start();
    typist.insertLines(0, 'x');
    typist.save();
    typist.insertLines(0, 'y');
    typist.close();
    expect(now()).toBe(3);
  });

  it('are found again when the document is opened again', () => {
    const { typist, now } = start();
    typist.insertLines(0, 'x');
    typist.save();
    typist.close();
    typist.open();
    expect(now()).toBe(3);
    typist.insertLines(0, 'y');
    expect(now()).toBe(4);
  });

  it('have no place when they are deleted, or were never in the file that is open', () => {
    const { typist, moved, now } = start();
    typist.deleteLines(2);
    expect(now()).toBeNull();
    expect(moved.now(typist.path, 70)).toBeNull();
  });

  it('of a newer build are those of the saved text, under unsaved edits', () => {
    const { typist, moved, now } = start();
    typist.insertLines(0, 'x');
    typist.save();
    typist.insertLines(0, 'y');
    moved.rebase();
    // Line 2 of what is saved now is what was line 1.
    expect(now()).toBe(3);
    typist.insertLines(0, 'z');
    expect(now()).toBe(4);
    typist.close();
    expect(now()).toBe(2);
  });

  it('of a build that is younger than some edits start from the saved text', () => {
    const typist = new Typist(built);
    typist.insertLines(0, 'x');
    const moved = new MovedLines(typist.unsaved);
    expect(moved.now(typist.path, 2)).toBe(3);
  });

  it('of two builds are kept apart', () => {
    const { typist, moved } = start();
    typist.insertLines(0, 'x');
    typist.save();
    const younger = new MovedLines(typist.unsaved);
    expect([moved.now(typist.path, 2), younger.now(typist.path, 2)]).toEqual([3, 2]);
  });

  it('are followed no more after the end', () => {
    const { typist, moved, now } = start();
    moved.dispose();
    typist.insertLines(0, 'x');
    expect(now()).toBe(2);
  });
});
