import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineShift } from '../../../src/engine/lines/lineShift';
import { textOf, Typist } from '../typist';

const code = textOf(
  'func (s *session) receive() {', // 0
  '\tfor {', // 1
  '\t\tbatch := make([]int64, batchSize)', // 2
  '', // 3
  '\t\ts.batches <- batch[:n]', // 4
  '\t\tif err != nil {', // 5
  '\t\t\treturn', // 6
  '\t\t}', // 7
  '\t}', // 8
  '}', // 9
);

const lastLine = 9;

/** Where the lines of the saved text stand after `edit`. */
function after(edit: (typist: Typist) => void, text = code): (line: number) => number | null {
  const typist = new Typist(text);
  edit(typist);
  const shift = typist.unsaved.sinceSave(typist.path);
  return (line) => shift?.now(line) ?? null;
}

interface Case {
  readonly what: string;
  readonly edit: (typist: Typist) => void;
  /** Line of the send then → now. */
  readonly send: number | null;
  /** Other lines then → now. */
  readonly others?: Readonly<Record<number, number | null>>;
}

const cases: readonly Case[] = [
  { what: 'nothing happened', edit: () => undefined, send: 4 },
  { what: 'somebody types in the line', edit: (t) => t.type(' // why?', [4, 24]), send: 4 },
  { what: 'somebody types at the start of the line', edit: (t) => t.type('// ', [4, 0]), send: 4 },
  { what: 'a line is typed above', edit: (t) => t.insertLines(1, '\tx := 1'), send: 5, others: { 0: 0, 1: 2, 9: 10 } },
  { what: 'a line is typed below', edit: (t) => t.insertLines(5, '\t\tx := 1'), send: 4, others: { 5: 6 } },
  { what: 'Enter at the very start of the line', edit: (t) => t.enter([4, 0]), send: 5 },
  { what: 'Enter behind the indentation', edit: (t) => t.enter([4, 2], '\t\t'), send: 5 },
  {
    what: 'Enter in the middle: the statement begins where it began',
    edit: (t) => t.enter([4, 14], '\t\t\t'),
    send: 4,
    others: { 5: 6 },
  },
  { what: 'Enter at the end', edit: (t) => t.enter([4, 24], '\t\t'), send: 4, others: { 5: 6 } },
  { what: 'Enter at the end of the line above', edit: (t) => t.enter([3, 0]), send: 5 },
  { what: 'Enter with Windows line ends', edit: (t) => t.type('\r\n\t\t', [4, 2]), send: 5 },
  { what: 'Enter with line ends of old', edit: (t) => t.type('\r', [4, 0]), send: 5 },
  { what: 'the line is deleted', edit: (t) => t.deleteLines(4), send: null, others: { 3: 3, 5: 4 } },
  {
    what: 'the line is deleted from the end of the one above',
    edit: (t) => t.type('', [3, 0], [4, 24]),
    send: null,
    others: { 2: 2, 5: 4 },
  },
  {
    what: 'the line is deleted from the end of code above',
    edit: (t) => t.type('', [2, 35], [4, 24]),
    send: null,
    others: { 2: 2, 5: 3 },
  },
  { what: 'lines around are deleted', edit: (t) => t.deleteLines(3, 6), send: null, others: { 2: 2, 7: 3 } },
  { what: 'lines above are deleted', edit: (t) => t.deleteLines(1, 3), send: 1, others: { 0: 0, 2: null, 9: 6 } },
  { what: 'the blank line above is taken away by Backspace', edit: (t) => t.type('', [3, 0], [4, 0]), send: 3 },
  {
    what: 'it is joined to the line above',
    edit: (t) => t.type(' ', [2, 35], [4, 2]),
    send: 2,
    others: { 2: 2, 5: 3 },
  },
  {
    what: 'the line below is joined to it',
    edit: (t) => t.type('; ', [4, 24], [5, 2]),
    send: 4,
    others: { 5: 4, 6: 5 },
  },
  { what: 'its text is selected and replaced', edit: (t) => t.type('close(s.batches)', [4, 2], [4, 24]), send: 4 },
  { what: 'a block is pasted above, without a break at its end', edit: (t) => t.type('a()\n\t\tb()', [3, 0]), send: 5 },
  { what: 'a block is pasted before it in the line', edit: (t) => t.type('a()\n\t\tb(); ', [4, 2]), send: 5 },
  {
    what: 'it is wrapped',
    edit: (t) => t.type('if ok {\n\t\t\ts.batches <- batch[:n]\n\t\t}', [4, 2], [4, 24]),
    send: 5,
    others: { 5: 7 },
  },
  {
    what: 'it is moved down by a line',
    edit: (t) => t.type('\t\tif err != nil {\n\t\ts.batches <- batch[:n]', [4, 0], [5, 17]),
    send: 5,
    others: { 5: 4 },
  },
  {
    what: 'the block is formatted anew',
    edit: (t) =>
      t.type('  for {\n    batch := make([]int64, batchSize)\n\n    s.batches <- batch[:n]\n', [1, 0], [5, 0]),
    send: 4,
    others: { 2: 2 },
  },
  {
    what: 'the whole text is sent anew, with a line more',
    edit: (t) => t.replaceAll(`package main\n${code}`),
    send: 5,
    others: { 0: 1, 9: 10 },
  },
  { what: 'the whole text is another one', edit: (t) => t.replaceAll('package main\n'), send: null },
  { what: 'everything is deleted', edit: (t) => t.replaceAll(''), send: null },
];

describe('a line follows its code when', () => {
  it.each(cases)('$what', ({ edit, send, others = {} }) => {
    const now = after(edit);
    expect(now(4)).toBe(send);
    for (const [then, place] of Object.entries(others)) expect([then, now(Number(then))]).toEqual([then, place]);
  });
});

describe('a line that was deleted', () => {
  it('comes back with undo', () => {
    const now = after((t) => {
      t.deleteLines(4, 5);
      t.type('\t\ts.batches <- batch[:n]\n\t\tif err != nil {\n', [4, 0]);
    });
    expect([now(4), now(5), now(6)]).toEqual([4, 5, 6]);
  });

  it('comes back where it is pasted', () => {
    const now = after((t) => {
      t.deleteLines(4);
      t.type('\n\t\ts.batches <- batch[:n]', [1, 6]);
    });
    expect([now(1), now(4), now(2)]).toEqual([1, 2, 3]);
  });

  it('does not come back as another line with the same text, when there are two', () => {
    const twice = textOf('ch <- 1', 'a()', 'ch <- 1', 'b()');
    const now = after((t) => {
      t.deleteLines(0, 2);
      t.insertLines(0, 'ch <- 1');
    }, twice);
    expect([now(0), now(2), now(3)]).toEqual([null, null, 1]);
  });
});

describe('a shift', () => {
  it('has no place for a line the text did not have', () => {
    expect(new LineShift(3).now(3)).toBeNull();
    expect(new LineShift(3).now(-1)).toBeNull();
  });

  it('and its copy go their own ways', () => {
    const shift = new LineShift(2);
    const copy = shift.copy();
    shift.apply({ startLine: 0, before: ['a'], after: ['new', 'a'], keepsHead: false, keepsTail: true });
    expect([shift.now(0), copy.now(0)]).toEqual([1, 0]);
  });

  it('never points at other code: random edits of whole lines', () => {
    const edit = fc.record({
      kind: fc.constantFrom('insert', 'delete', 'enter', 'move', 'paste'),
      at: fc.nat(30),
      span: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const original = Array.from({ length: 20 }, (_, line) => `statement${String(line)}()`);
        const typist = new Typist(textOf(...original, ''));
        let cut: string[] = [];
        for (const [nth, { kind, at, span }] of edits.entries()) {
          const count = typist.lines.length - 1;
          const line = at % Math.max(count, 1);
          const last = Math.min(line + span, count - 1);
          if (kind === 'insert') typist.insertLines(line, `new${String(nth)}()`, '');
          if (kind === 'enter') typist.enter([line, 0]);
          if (kind === 'delete' && last >= line) {
            cut = typist.lines.slice(line, last + 1);
            typist.deleteLines(line, last);
          }
          if (kind === 'paste' && cut.length > 0) {
            typist.insertLines(line, ...cut);
            cut = [];
          }
          if (kind === 'move' && line + 1 < count) {
            const [a = '', b = ''] = typist.lines.slice(line, line + 2);
            typist.type(`${b}\n${a}\n`, [line, 0], [line + 2, 0]);
          }
        }
        const shift = typist.unsaved.sinceSave(typist.path);
        for (const [then, text] of original.entries()) {
          const now = shift?.now(then) ?? null;
          expect(now === null ? -1 : now).toBe(typist.lines.indexOf(text));
        }
      }),
      { numRuns: 300 },
    );
  });

  it(`keeps all ${String(lastLine + 1)} lines apart when only white space changes`, () => {
    const now = after((t) => t.replaceAll(code.replaceAll('\t', '    ')));
    expect(Array.from({ length: lastLine + 1 }, (_, line) => now(line))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
