import { expect, it } from 'vitest';
import { codeOf, isSameStatement } from '../../../src/engine/lines/sameStatement';

it.each<readonly [before: string, after: string, isSame: boolean]>([
  ['\ts.batches <- batch', '\t\ts.batches <- batch', true],
  ['\ts.batches <- batch', '\ts.batches  <-  batch // Blocks.', true],
  ['\ts.batches <- batch // Blocks.', '\ts.batches <- batch', true],
  ['\ts.batches <- batch', '\ts.batches <- clone(batch)', true],
  ['\ts.batches <- batch', '\ts.queues <- batch', true],
  ['\ts.batches <- batch', '\ts.work(ctx)', false],
  ['\ts.batches <- batch', '\t// s.batches <- batch', false],
  ['\ts.batches <- batch', '\t/* s.batches <- batch */', false],
  ['\ts.batches <- batch', '', false],
  ['<-done', 'case <-done:', true],
  ['<-done', 'select {', false],
  ['jobs = append(jobs, job)', 'rows = append(rows, row)', false],
  ['log("a // b", one)', 'log("a // b", one, two)', true],
  ['log("a // b")', 'log("c", err, `d`)', false],
  ["send('x', 1)", "send('y', 1)", true],
  ['größe := länge(日本)', 'größe := länge(日本) + 1', true],
  ['}()', '\t}()', true],
  ['}()', '})', false],
  ['x("unfinished', 'x("unfinished', true],
])('%j and %j are one statement: %j', (before, after, isSame) => {
  expect([isSameStatement(before, after), isSameStatement(after, before)]).toEqual([isSame, isSame]);
});

it.each([
  ['\ts.batches <- batch', 's.batches  <-batch', true],
  ['s.batches <- batch', 's.batches <- batch // "Blocks."', true],
  ['s.batches <- batch', '/* It blocks. */ s.batches <- batch', true],
  ['out := make(chan int)', 'out := make(chan int, 1)', false],
  ['defer mu.Unlock()', '// defer mu.Unlock()', false],
  ['get("http://a/b")', 'get("http://a/c")', false],
  ['wait(`//`, 1)', 'wait(`//`, 2)', false],
])('%j and %j are the same code: %j', (before, after, isSame) => {
  expect(codeOf(before) === codeOf(after)).toBe(isSame);
});

it('looks at no more of a line than a person writes', () => {
  const long = (name: string) => `${'x, '.repeat(1_000)}${name}, `.repeat(200);
  expect(isSameStatement(long('one'), long('two'))).toBe(true);
});
