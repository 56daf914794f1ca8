/** As people write a commit or a build id: its beginning tells it from others. What else names a version stays whole. */
export function shortVersion(version: string): string {
  return /^[0-9a-f]{13,}$/i.test(version) ? version.slice(0, 12) : version;
}
