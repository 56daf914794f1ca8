import type { NamePattern, PatternResult } from '../../../shared/report';
import { wordCharacter } from './characterClass';
import { parsePattern } from './parsePattern';
import { PatternError, type Assertion, type CharacterSet, type SyntaxTree } from './syntaxTree';

/**
 * Regular expressions as `go tool pprof` takes them: Go's syntax, and matching in time linear in the text. A profile may
 * bring patterns of its own (drop_frames), and a backtracking engine can be made to hang by one.
 */
export function compilePattern(source: string): PatternResult {
  try {
    return { ok: true, pattern: literalPattern(source) ?? automaton(source) };
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, detail: error.message };
    throw error;
  }
}

function literalPattern(source: string): NamePattern | null {
  if (!/^[\w/ :<>=@%&~,;!#"'-]*$/.test(source)) return null;
  return { source, test: (text) => text.includes(source) };
}

type Instruction =
  | { readonly op: 'character'; readonly set: CharacterSet }
  | { readonly op: 'assertion'; readonly at: Assertion }
  /** Goes on at both places; a jump names one twice. */
  | { readonly op: 'split'; to: number; or: number }
  | { readonly op: 'match' };

/** Go gives up above a similar size ("expression too large"). */
const maxInstructions = 20_000;

function automaton(source: string): NamePattern {
  const program = new ProgramBuilder();
  program.add(parsePattern(source));
  const machine = new Machine(program.finish());
  return { source, test: (text) => machine.matches(text) };
}

class ProgramBuilder {
  private readonly code: Instruction[] = [];

  finish(): readonly Instruction[] {
    this.emit({ op: 'match' });
    return this.code;
  }

  add(tree: SyntaxTree): void {
    switch (tree.kind) {
      case 'empty':
        return;
      case 'character':
        this.emit({ op: 'character', set: tree.set });
        return;
      case 'assertion':
        this.emit({ op: 'assertion', at: tree.at });
        return;
      case 'sequence':
        for (const part of tree.parts) this.add(part);
        return;
      case 'choice':
        this.addChoice(tree.parts);
        return;
      case 'repeat':
        for (let round = 0; round < tree.least; round += 1) this.add(tree.part);
        if (tree.most === Infinity) this.addLoop(tree.part);
        else this.addOptional(tree.part, tree.most - tree.least);
    }
  }

  private addChoice(parts: readonly SyntaxTree[]): void {
    const exits: { to: number; or: number }[] = [];
    for (const [index, part] of parts.entries()) {
      if (index === parts.length - 1) this.add(part);
      else {
        const split = this.split();
        this.add(part);
        exits.push(this.split());
        split.or = this.code.length;
      }
    }
    for (const exit of exits) exit.to = exit.or = this.code.length;
  }

  private addLoop(part: SyntaxTree): void {
    const start = this.code.length;
    const split = this.split();
    this.add(part);
    const back = this.split();
    back.to = back.or = start;
    split.or = this.code.length;
  }

  private addOptional(part: SyntaxTree, times: number): void {
    const skips: { or: number }[] = [];
    for (let round = 0; round < times; round += 1) {
      skips.push(this.split());
      this.add(part);
    }
    for (const skip of skips) skip.or = this.code.length;
  }

  private split(): { to: number; or: number } {
    const split = { op: 'split' as const, to: this.code.length + 1, or: this.code.length + 1 };
    this.emit(split);
    return split;
  }

  private emit(instruction: Instruction): void {
    if (this.code.length >= maxInstructions) throw new PatternError('expression too large');
    this.code.push(instruction);
  }
}

/** Follows all ways through the program at once, one character after the other. */
class Machine {
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
