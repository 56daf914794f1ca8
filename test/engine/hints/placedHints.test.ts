import { beforeEach, describe, expect, it } from 'vitest';
import { PlacedHints } from '../../../src/engine/hints/placedHints';
import type { SiteHint } from '../../../src/engine/hints/siteHint';
import { MovedLines } from '../../../src/engine/lines/movedLines';
import type { DocumentHints } from '../../../src/shared/model/hint';
import { goLineWords } from '../../support/go/goWords';
import { textOf, Typist } from '../typist';

const gateway = '/ws/gateway.go';
const other = '/ws/other.go';

function hint(buildLine: number, about: Partial<SiteHint> = {}): SiteHint {
  return {
    path: gateway,
    buildLine,
    kind: 'blocked',
    text: 'waits',
    growing: false,
    confidence: null,
    isUnsure: false,
    isIgnored: false,
    restsOn: [],
    hover: () => 'hover',
    ...about,
  };
}

describe('the board of hints', () => {
  let typist: Typist;
  let board: PlacedHints;
  let sent: DocumentHints[][];

  beforeEach(() => {
    typist = new Typist(textOf('a', 'b', 'c', 'd', 'e', ''));
    sent = [];
    board = new PlacedHints({ documents: typist.documents, words: goLineWords }, (documents) =>
      sent.push([...documents]),
    );
  });

  function show(targetId: string, ...hints: readonly SiteHint[]): MovedLines {
    const lines = new MovedLines(typist.unsaved);
    board.set(targetId, { targetName: targetId, lines, hints, asOf: null });
    return lines;
  }

  /** Line and whether it is grey, of each hint of the document that is open. */
  function greys(): [line: number, unsure: boolean][] {
    return board.hintsFor(gateway).hints.map(({ line, unsure }) => [line, unsure]);
  }

  /** After the microtask in which edits are answered. */
  async function settled(): Promise<void> {
    await Promise.resolve();
    await Promise.resolve();
  }

  it('sends the hints of a target by document, with the version they were placed for', () => {
    show('gateway', hint(1), hint(2, { path: other }));
    expect(sent).toEqual([
      [
        {
          uri: typist.uri,
          version: 1,
          hints: [{ line: 1, kinds: ['blocked'], text: 'waits', growing: false, confidence: null, unsure: false }],
        },
        {
          uri: `file://${other}`,
          version: null,
          hints: [{ line: 2, kinds: ['blocked'], text: 'waits', growing: false, confidence: null, unsure: false }],
        },
      ],
    ]);
  });

  it('joins several hints of one line, in order of weight', () => {
    show(
      'gateway',
      hint(1, { kind: 'spawn', text: 'started' }),
      hint(1, { kind: 'heap', text: 'holds', growing: true }),
      hint(1),
    );
    expect(sent[0]?.[0]?.hints).toEqual([
      {
        line: 1,
        kinds: ['blocked', 'heap', 'spawn'],
        text: 'waits · holds · started',
        growing: true,
        confidence: null,
        unsure: false,
      },
    ]);
  });

  it('is grey where the line is unsure', () => {
    show('gateway', hint(1), hint(3, { isUnsure: true }));
    expect(greys()).toEqual([
      [1, false],
      [3, true],
    ]);
  });

  describe('on a line that somebody edits', () => {
    const sends = '\ts.batches <- batch';

    /** The target has spoken of line 1, and `poll` is its saying the same again. */
    function edited(text: string = sends): { lines: MovedLines; poll: () => void; replace: (by: string) => void } {
      typist = new Typist(textOf('func', text, '}', ''));
      board = new PlacedHints({ documents: typist.documents, words: goLineWords }, (documents) =>
        sent.push([...documents]),
      );
      const lines = show('gateway', hint(1));
      const poll = () => board.set('gateway', { targetName: 'gateway', lines, hints: [hint(1)], asOf: null });
      const replace = (by: string) => typist.type(by, [1, 0], [1, (typist.lines[1] ?? '').length]);
      return { lines, poll, replace };
    }

    it('is grey until the target speaks again', () => {
      const { poll, replace } = edited();
      replace('\ts.batches <- clone(batch)');
      expect(greys()).toEqual([[1, true]]);
      poll();
      expect(greys()).toEqual([[1, false]]);
      expect(board.hoverAt(gateway, 1)).toBe('hover');
    });

    it('is not grey where only white space has changed, and as soon as it is what it was', () => {
      const { poll, replace } = edited();
      replace('\t\ts.batches  <- batch');
      expect(greys()).toEqual([[1, false]]);
      replace('\ts.batches <- clone(batch)');
      poll();
      replace('\ts.work(ctx)');
      expect(greys()).toEqual([[1, true]]);
      replace(sends);
      expect(greys()).toEqual([[1, false]]);
    });

    it('stays grey where another statement stands now, and says so, while this build runs', () => {
      const { lines, poll, replace } = edited();
      replace('\ts.work(ctx)');
      for (let polls = 0; polls < 3; polls += 1) poll();
      expect(greys()).toEqual([[1, true]]);
      expect(board.hoverAt(gateway, 1)).toBe(
        'hover\n\nUnsure: another statement stands here now. The program that runs was built from the one before.',
      );
      typist.save();
      lines.rebase();
      poll();
      expect([greys(), board.hoverAt(gateway, 1)]).toEqual([[[1, false]], 'hover']);
    });

    it('stays grey however slowly another statement came to stand there', () => {
      const { poll, replace } = edited('a(b, c, d)');
      for (const text of ['a(b, c, e)', 'a(b, f, e)', 'a(g, f, e)']) {
        replace(text);
        poll();
      }
      expect(greys()).toEqual([[1, true]]);
    });

    it('is told for the text of the disk where that was looked at anew', () => {
      const { lines, poll, replace } = edited();
      replace('\ts.work(ctx)');
      lines.rebasePath(gateway);
      poll();
      expect(greys()).toEqual([[1, false]]);
    });

    it('knows the line of a document that was opened after the target spoke', async () => {
      const { lines, poll, replace } = edited();
      typist.close();
      lines.rebase();
      poll();
      typist.open();
      await settled();
      replace('\ts.work(ctx)');
      poll();
      expect(greys()).toEqual([[1, true]]);
    });

    it('is grey for the one target alone whose build has it not', () => {
      const { replace } = edited();
      replace('\ts.work(ctx)');
      show('younger', hint(1, { hover: () => 'younger' }));
      expect(greys()).toEqual([[1, false]]);
      expect(board.hoverAt(gateway, 1)).toMatch(/another statement .*\n\n---\n\n\*\*younger\*\*\n\nyounger$/);
    });
  });

  describe('of what somebody ignores', () => {
    const ignored = { text: 'leak: 9 stuck · ignored until 2026-12-30', isIgnored: true, isUnsure: true };

    it('is grey, whatever the line costs else', () => {
      show('gateway', hint(1, ignored), hint(1, { kind: 'heap', text: 'holds', growing: true }));
      expect(board.hintsFor(gateway).hints).toMatchObject([
        { text: ignored.text, confidence: null, growing: false, unsure: true },
      ]);
    });

    it('is left out beside a verdict that nobody ignores', () => {
      show('gateway', hint(1, ignored), hint(1, { kind: 'heap', text: 'leak: 9 MB', confidence: 'probable' }));
      expect(board.hintsFor(gateway).hints).toMatchObject([
        { text: 'leak: 9 MB', confidence: 'probable', unsure: false },
      ]);
    });
  });

  it('says whose hint it is where two targets say something of the same line', () => {
    show('gateway', hint(1));
    show('blog', hint(1, { text: 'waits too' }), hint(3));
    expect(sent.at(-1)?.[0]?.hints.map(({ line, text, kinds }) => [line, text, kinds])).toEqual([
      [1, 'waits (gateway) · waits too (blog)', ['blocked']],
      [3, 'waits', ['blocked']],
    ]);
  });

  it('says beside a verdict nothing that the line costs else', () => {
    show(
      'gateway',
      hint(1, { text: 'leak: 120 stuck ↑60/min', shortText: 'leak: 120 stuck', confidence: 'probable' }),
      hint(1, { kind: 'heap', text: 'holds' }),
      hint(2, { text: 'fixed', confidence: 'info' }),
      hint(2, { kind: 'heap', text: 'holds', shortText: 'holds' }),
    );
    expect(sent[0]?.[0]?.hints.map(({ text, shortText, kinds }) => [text, shortText, kinds])).toEqual([
      ['leak: 120 stuck ↑60/min', 'leak: 120 stuck', ['blocked', 'heap']],
      ['fixed · holds', undefined, ['blocked', 'heap']],
    ]);
  });

  it('has the hints of one document in order of its lines', () => {
    show('gateway', hint(4), hint(0), hint(2));
    expect(sent[0]?.[0]?.hints.map(({ line }) => line)).toEqual([0, 2, 4]);
  });

  it('sends empty lists for documents that have lost their hints', () => {
    show('gateway', hint(1), hint(1, { path: other }));
    show('gateway', hint(1));
    expect(sent.at(-1)?.map(({ uri, hints }) => [uri, hints.length])).toEqual([
      [typist.uri, 1],
      [`file://${other}`, 0],
    ]);
  });

  it('takes everything back when a target goes, and nothing of the others', () => {
    show('gateway', hint(1));
    show('blog', hint(1, { path: other }));
    board.remove('gateway');
    expect(sent.at(-1)?.map(({ uri, hints }) => [uri, hints.length])).toEqual([
      [typist.uri, 0],
      [`file://${other}`, 1],
    ]);
    board.remove('blog');
    expect(sent.at(-1)?.map(({ hints }) => hints.length)).toEqual([0]);
  });

  it('sends nothing when nobody has anything to say', () => {
    show('gateway');
    board.remove('gateway');
    board.remove('nobody');
    expect(sent).toEqual([]);
  });

  it('places hints anew after an edit, for the new version, once the lines have followed', async () => {
    show('gateway', hint(1));
    sent = [];
    typist.insertLines(0, 'x');
    await settled();
    expect(sent).toEqual([
      [
        {
          uri: typist.uri,
          version: 2,
          hints: [{ line: 2, kinds: ['blocked'], text: 'waits', growing: false, confidence: null, unsure: false }],
        },
      ],
    ]);
  });

  it('sends hints for the new version even when no line moved: an editor takes none for an old one', async () => {
    show('gateway', hint(1));
    sent = [];
    typist.type('x', [3, 0]);
    await settled();
    expect(sent.flat().map(({ version }) => version)).toEqual([2]);
  });

  it('answers many edits at once with one message', async () => {
    show('gateway', hint(1));
    sent = [];
    for (let nth = 0; nth < 10; nth += 1) typist.insertLines(0, `x${String(nth)}`);
    await settled();
    expect(sent.map((documents) => documents.map(({ version, hints }) => [version, hints[0]?.line]))).toEqual([
      [[11, 11]],
    ]);
    typist.insertLines(0, 'y');
    await settled();
    expect(sent).toHaveLength(2);
  });

  it('takes a hint away with its line', async () => {
    show('gateway', hint(1));
    typist.deleteLines(1);
    await settled();
    expect(sent.at(-1)).toEqual([{ uri: typist.uri, version: 2, hints: [] }]);
  });

  it('sends hints when a document is opened, and without a version when it is closed', async () => {
    show('gateway', hint(1));
    typist.close();
    await settled();
    expect(sent.at(-1)?.[0]).toMatchObject({ version: null, hints: [{ line: 1 }] });
    typist.open();
    await settled();
    expect(sent.at(-1)?.[0]).toMatchObject({ version: 1, hints: [{ line: 1 }] });
  });

  it('has nothing to say about documents without hints', async () => {
    show('gateway', hint(1, { path: other }));
    sent = [];
    typist.type('x', [0, 0]);
    await settled();
    expect(sent).toEqual([]);
  });

  it('goes on after a client could not be told once', async () => {
    let broken = true;
    board = new PlacedHints({ documents: typist.documents, words: goLineWords }, (documents) => {
      if (broken) throw new Error('gone');
      sent.push([...documents]);
    });
    expect(() => show('gateway', hint(1))).toThrow('gone');
    broken = false;
    typist.type('x', [0, 0]);
    await settled();
    expect(sent).toHaveLength(1);
  });

  it('answers no edit after its end', async () => {
    show('gateway', hint(1));
    sent = [];
    typist.type('x', [0, 0]);
    board.dispose();
    typist.type('y', [0, 0]);
    await settled();
    expect(sent).toEqual([]);
  });

  describe('as a hover', () => {
    it('is made only when somebody looks, at the line as it stands now', () => {
      let made = 0;
      show('gateway', hint(1, { hover: () => `made ${String((made += 1))}` }));
      expect(made).toBe(0);
      typist.insertLines(0, 'x');
      expect([board.hoverAt(gateway, 1), board.hoverAt(gateway, 2)]).toEqual([null, 'made 1']);
    });

    it('has all that is said of a line, under the name of each target when there are several', () => {
      show('gateway', hint(1, { hover: () => 'first' }), hint(1, { kind: 'heap', hover: () => 'second' }));
      expect(board.hoverAt(gateway, 1)).toBe('first\n\n---\n\nsecond');
      show('[b](c)', hint(1, { hover: () => 'third' }));
      expect(board.hoverAt(gateway, 1)).toBe(
        '**gateway**\n\nfirst\n\n---\n\n**gateway**\n\nsecond\n\n---\n\n**&#91;b&#93;&#40;c&#41;**\n\nthird',
      );
    });
  });
});
