/** The function that a fun stands in: `serve` of `-serve/1-fun-0-`. */
export function outerName(name: string): string {
  return /^-(.+)\/\d+-/.exec(name)?.[1] ?? name;
}
