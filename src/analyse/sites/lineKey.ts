/** A line that allocates or waits: same line, same key, in every profile of the binary. */
export type LineKey = `${string}:${number}`;

export function lineKey({ file, line }: { readonly file: string; readonly line: number }): LineKey {
  return `${file}:${String(line)}` as LineKey;
}
