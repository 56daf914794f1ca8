/** An expression that a person wrote cannot be read. Stays in this folder: it becomes part of the answer. */
export class BadPattern extends Error {
  override readonly name = 'BadPattern';
  readonly pattern: string;
  readonly detail: string;

  constructor(pattern: string, detail: string) {
    super(detail);
    this.pattern = pattern;
    this.detail = detail;
  }
}
