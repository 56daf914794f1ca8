/** A regular expression in Go's syntax that matches the text and nothing longer. */
export function exactPattern(text: string): string {
  return `^${text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}$`;
}
