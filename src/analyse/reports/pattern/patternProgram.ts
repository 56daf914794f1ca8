import { PatternError, type Assertion, type CharacterSet, type SyntaxTree } from './syntaxTree';

/** One step of a program that recognises a pattern; without a jump the next instruction follows. */
export type Instruction =
  | { readonly op: 'character'; readonly set: CharacterSet }
  | { readonly op: 'assertion'; readonly at: Assertion }
  /** Goes on at both places; a jump names one twice. */
  | { readonly op: 'split'; to: number; or: number }
  | { readonly op: 'match' };

/**
 * Both bound what a pattern can cost, since it may come with a profile: instructions are the work for each character, and
 * repeated groups can nest without leaving any.
 */
const maxInstructions = 5_000;
const maxVisits = 50_000;

/** Translates a tree. @throws PatternError when the program becomes too large */
export function toProgram(tree: SyntaxTree): readonly Instruction[] {
  const builder = new ProgramBuilder();
  builder.add(tree);
  return builder.finish();
}

class ProgramBuilder {
  private readonly code: Instruction[] = [];
  private visits = 0;

  finish(): readonly Instruction[] {
    this.emit({ op: 'match' });
    return this.code;
  }

  add(tree: SyntaxTree): void {
    this.visits += 1;
    if (this.visits > maxVisits) throw new PatternError('expression too large');
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
