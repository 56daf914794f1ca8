import { expect, it } from 'vitest';
import { markedSpan } from '../../../src/lsp/findings/markedSpan';

/** The part that is marked. */
function marked(text: string, operation: string): string {
  const { start, end } = markedSpan(text, operation);
  return text.slice(start, end);
}

it.each([
  ['\ts.batches <- batch[:n] // truth: blocked\n', 's.batches <- batch[:n]', 's.batches <- batch[:n]'],
  // The operation is a part of the line.
  ['\tif err := <-errs; err != nil {\n', '<-errs', '<-errs'],
  // Its text is not that of the line: a statement of several lines, or one that was not read.
  [
    '\tv, err := flight.Do(path, func() (any, error) { // once\n',
    'flight.Do(path, …)',
    'v, err := flight.Do(path, func() (any, error) {',
  ],
  ['\tgo s.receive() /* truth: spawn */\n', '', 'go s.receive()'],
  // What looks like a comment is part of a string.
  ['\tget("http://a/b") // here', '', 'get("http://a/b")'],
  ['\tget(`//`, "\\"//", \'"\') // here', '', 'get(`//`, "\\"//", \'"\')'],
  ['\tx := 1 /* one */ + <-ch\n', '', 'x := 1 /* one */ + <-ch'],
  ['\t// only a comment\n', '', '\t// only a comment'],
])('of %j the operation %j marks %j', (text, operation, part) => {
  expect(marked(text, operation)).toBe(part);
});

it('the whole line is marked where the document is not open', () => {
  expect(markedSpan(null, 'ch <- 1')).toEqual({ start: 0, end: 1_000 });
});
