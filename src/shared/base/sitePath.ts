/** A path of this machine as sites carry it: with forward slashes, and the drive of Windows as a capital, which terminals and editors write either way. */
export function sitePath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^[a-z]:/, (drive) => drive.toUpperCase());
}
