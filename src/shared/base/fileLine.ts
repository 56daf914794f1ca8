/** A line as a person names it: `gateway.go:61`. @param line counted from 1 */
export function fileLine(path: string, line: number): string {
  return `${path.slice(path.lastIndexOf('/') + 1)}:${String(line)}`;
}
