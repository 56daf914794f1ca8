/** The dump that every log of these tests holds: two goroutines, one of which the other started. */
export const dumpLines: readonly string[] = [
  'goroutine 1 [chan receive, 2 minutes]:',
  'main.main()',
  '\t/a/main.go:4 +0x2c',
  '',
  'goroutine 7 [chan send, 2 minutes]:',
  'main.f(0x1)',
  '\t/a/main.go:9 +0x2c',
  'created by main.main in goroutine 1',
  '\t/a/main.go:3 +0x1d',
];

export const dumpText = lines(dumpLines);

export function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

/** Each line of the dump behind what a log writes in front of it. */
export function prefixed(prefix: string | ((at: number) => string), all: readonly string[] = dumpLines): string[] {
  return all.map((line, at) => (typeof prefix === 'string' ? prefix : prefix(at)) + line);
}

/** The lines of two services, one in turn, as collectors mix them. */
export function interleaved(one: readonly string[], other: readonly string[]): string[] {
  return one.flatMap((line, at) => [line, other[at] ?? '']);
}
