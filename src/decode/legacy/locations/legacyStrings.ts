import type { StringTable } from '../../../shared/model/profile';

/** The string table of a profile that is built from text: equal strings get the same index, 0 is the empty one. */
export class LegacyStrings implements StringTable {
  private readonly texts = [''];
  private readonly indices = new Map([['', 0]]);

  get count(): number {
    return this.texts.length;
  }

  at(index: number): string {
    return this.texts[index] ?? '';
  }

  indexOf(text: string): number {
    const known = this.indices.get(text);
    if (known !== undefined) return known;
    const index = this.texts.push(text) - 1;
    this.indices.set(text, index);
    return index;
  }
}
