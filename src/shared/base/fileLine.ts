/** A line as a person names it: `gateway.go:61`. @param line counted from 1 */
export function fileLine(path: string, line: number): string {
  return `${baseName(path)}:${String(line)}`;
}

/** `a/b/c.go` → `c.go`; a path with forward slashes that ends with a name. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
