// A megabyte of what rules about text go wrong on. One that looks at everything again for everything it finds takes minutes for each.
import { describe, expect, it } from 'vitest';
import { declaredFunctions } from '../../../../src/analyse/go/paths/declaredFunctions';

const megabyte = 2 ** 20;
const fill = (text: string) => text.repeat(Math.ceil(megabyte / text.length));

describe('the declarations of a file that nobody wrote', () => {
  it.each([
    ['functions behind tabs, none of which ends', fill('func\tA(\n'), 0],
    ['functions that end nowhere', fill('func A(\n'), 0],
    ['one receiver after another', fill('func (r *T[K]) M() {\n'), 0],
    ['a receiver of blanks', `func (${fill(' ')}`, 0],
    ['a receiver that is a name and blanks', `func (a${fill(' ')}`, 0],
    ['a receiver that is a pointer to blanks', `func (a *${fill(' ')}`, 0],
    ['blanks behind func', `func${fill(' ')}`, 0],
    ['a name that does not end', `func ${fill('a')}`, 0],
    ['brackets that do not end', `func (r T${fill('[')}`, 0],
    ['braces and comments in turn', `func A() {${fill('}//')}\u2028`, 1],
    ['braces and blanks in turn', `func A() {${fill('} ')}x`, 1],
  ])('are found in one pass: %s', (_what, text, count) => {
    expect(declaredFunctions(text).size).toBe(count);
  });
});
