import { describe, expect, it } from 'vitest';
import { PlacedHints } from '../../../src/engine/hints/placedHints';
import type { SiteHint } from '../../../src/engine/hints/siteHint';
import { MovedLines } from '../../../src/engine/lines/movedLines';
import type { DocumentHints } from '../../../src/shared/model/hint';
import { goLineWords } from '../../support/go/goWords';
import { textOf, Typist } from '../typist';

const gateway = '/ws/gateway.go';
const other = '/ws/other.go';

describe('the hint of a verdict whose lines somebody edits', () => {
  let typist: Typist;
  let board: PlacedHints;
  let sent: DocumentHints[][];

  const changed = 'changed in the editor: rebuild and restart to check';
  const makes = '\tout := make(chan int)';

  /** The verdict stands on line 2, and rests on the make of its channel in line 1, too. */
  function judged(about: Partial<SiteHint> = {}): { lines: MovedLines; poll: () => void } {
    sent = [];
    typist = new Typist(textOf('func', makes, '\tout <- 1', '}', ''));
    board = new PlacedHints({ documents: typist.documents, words: goLineWords }, (documents) =>
      sent.push([...documents]),
    );
    const restsOn = [2, 1].map((buildLine) => ({ path: gateway, buildLine }));
    const leak: SiteHint = {
      path: gateway,
      buildLine: 2,
      kind: 'blocked',
      text: 'leak: 120 stuck',
      confidence: 'probable',
      growing: true,
      isUnsure: false,
      isIgnored: false,
      restsOn,
      hover: () => 'hover',
      ...about,
    };
    const lines = new MovedLines(typist.unsaved);
    const poll = () => board.set('gateway', { targetName: 'gateway', lines, hints: [leak], asOf: null });
    poll();
    return { lines, poll };
  }

  const replace = (line: number, by: string) => typist.type(by, [line, 0], [line, (typist.lines[line] ?? '').length]);
  const said = () => board.hintsFor(gateway).hints.map(({ text, unsure, growing }) => [text, unsure, growing]);
  const leaks = [['leak: 120 stuck', false, true]];
  const toCheck = [[changed, true, false]];

  it.each([
    ['its own line', 2, '\tgo send(out, 1)'],
    ['its own line, by little', 2, '\tout <- 2'],
    ['another line that it rests on, by little', 1, '\tout := make(chan int, 1)'],
  ])('%s: says in grey that only another build can tell, however many polls come', (_what, line, by) => {
    const { poll } = judged();
    replace(line, by);
    expect(said()).toEqual(toCheck);
    typist.save();
    for (let polls = 0; polls < 3; polls += 1) poll();
    expect(said()).toEqual(toCheck);
  });

  it('says it first in the hover, once', () => {
    judged();
    replace(2, '\tgo run()');
    expect(board.hoverAt(gateway, 2)).toBe(
      'Changed in the editor since the program was built: rebuild and restart it to check. What follows is of the program that runs.\n\nhover',
    );
  });

  it('says the verdict again as soon as the line is what it was, and when another build answers', () => {
    const { lines, poll } = judged();
    replace(1, '\tout := make(chan int, 1)');
    replace(1, makes);
    expect(said()).toEqual(leaks);
    replace(1, '\tout := make(chan int, 1)');
    typist.save();
    lines.rebase();
    poll();
    expect(said()).toEqual(leaks);
  });

  it.each([
    ['white space', '\t\tout  <-  1'],
    ['a comment', '\tout <- 1 // nobody receives: "//"'],
  ])('is not moved by %s', (_what, by) => {
    const { poll } = judged();
    replace(2, by);
    poll();
    expect(said()).toEqual(leaks);
  });

  it('says it of a line that is not there any more', () => {
    judged();
    typist.deleteLines(1);
    expect(said()).toEqual(toCheck);
  });

  it('says it in the other document, too, when a line there is edited', async () => {
    judged({ path: other, restsOn: [{ path: gateway, buildLine: 1 }] });
    sent = [];
    replace(1, '\tout := make(chan int, 1)');
    await Promise.resolve();
    await Promise.resolve();
    expect(sent.flat().map(({ uri, hints }) => [uri, hints.map(({ text }) => text)])).toEqual([
      [`file://${other}`, [changed]],
    ]);
  });

  it('says less where there is little room', () => {
    judged();
    replace(2, '\tgo run()');
    expect(board.hintsFor(gateway).hints[0]?.shortText).toBe('changed: rebuild to check');
  });
});
