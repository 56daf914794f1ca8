/** A function that `go test` runs by its name. */
export interface TestFunction {
  readonly name: string;
  /** A fuzz test is run with the inputs that are kept for it, as `go test` does without `-fuzz`. */
  readonly kind: 'test' | 'benchmark' | 'fuzz';
  /** Of `func`, 0-based. */
  readonly line: number;
  /** Of its closing brace, 0-based. */
  readonly lastLine: number;
}
