/** Hovers link a dozen frames each; what somebody wants to follow is among the newest. */
const maxLinks = 5_000;

/** The files outside the workspace that hovers and views of profiles have linked to: an editor opens these as library sources, and no others. */
export class LinkedSources {
  private readonly paths = new Set<string>();

  has(path: string): boolean {
    return this.paths.has(path);
  }

  remember(path: string): void {
    this.paths.delete(path);
    this.paths.add(path);
    for (const oldest of this.paths) {
      if (this.paths.size <= maxLinks) break;
      this.paths.delete(oldest);
    }
  }
}
