import { wordCharacter } from './characterClass';
import type { Instruction } from './patternProgram';
import type { Assertion } from './syntaxTree';

/** Follows all ways through the program at once, one character after the other. */
export class PatternMachine {
  private readonly code: readonly Instruction[];
  private threads: number[] = [];
  /** Per instruction the step at which it was reached last. */
  private readonly reached: Float64Array;
  private step = 0;

  constructor(code: readonly Instruction[]) {
    this.code = code;
    this.reached = new Float64Array(code.length);
  }

  matches(text: string): boolean {
    this.threads = [];
    let before = -1;
    for (let at = 0; at <= text.length;) {
      const here = text.codePointAt(at) ?? -1;
      const arrived = this.threads;
      this.threads = [];
      this.step += 1;
      // A match may begin anywhere, so the start of the program joins at every character.
      for (const place of [...arrived, 0]) {
        if (this.follow(place, before, here)) return true;
      }
      this.consume(here);
      before = here;
      at += here > 0xffff ? 2 : 1;
    }
    return false;
  }

  /** Collects the characters that are wanted next, from one place of the program. True when it ends in a match. */
  private follow(start: number, before: number, here: number): boolean {
    const open = [start];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (this.reached[place] === this.step) continue;
      this.reached[place] = this.step;
      const instruction = this.code[place];
      if (instruction === undefined || instruction.op === 'match') return true;
      if (instruction.op === 'split') open.push(instruction.to, instruction.or);
      else if (instruction.op === 'character') this.threads.push(place);
      else if (holds(instruction.at, before, here)) open.push(place + 1);
    }
    return false;
  }

  private consume(here: number): void {
    const { code } = this;
    const next: number[] = [];
    for (const place of here < 0 ? [] : this.threads) {
      const instruction = code[place];
      if (instruction?.op === 'character' && instruction.set(here)) next.push(place + 1);
    }
    this.threads = next;
  }
}

/** Whether an assertion holds between two characters; -1 is beyond the text. */
function holds(at: Assertion, before: number, here: number): boolean {
  const lineFeed = 10;
  switch (at) {
    case 'text-start':
      return before < 0;
    case 'text-end':
      return here < 0;
    case 'line-start':
      return before < 0 || before === lineFeed;
    case 'line-end':
      return here < 0 || here === lineFeed;
    default: {
      const isBoundary = isWord(before) !== isWord(here);
      return isBoundary === (at === 'word-boundary');
    }
  }
}

function isWord(code: number): boolean {
  return code >= 0 && wordCharacter(code);
}
