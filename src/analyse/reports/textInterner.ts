/** Numbers for texts: equal texts get the same number, from 0. */
export class TextInterner {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  intern(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.texts.push(text);
    this.numbers.set(text, this.texts.length - 1);
    return this.texts.length - 1;
  }

  text(number: number): string {
    return this.texts[number] ?? '';
  }
}
