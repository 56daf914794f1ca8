import { openLibrarySourceCommand } from '../shared/wires/lspMessages';

/** Hovers link a dozen frames each; what somebody wants to follow is among the newest. */
const maxLinks = 5_000;

/** The files outside the workspace that hovers have linked to: an editor opens these as library sources, and no others. */
export class LinkedSources {
  private readonly paths = new Set<string>();

  /**
   * A link that opens the file in a client that has our commands. An address of a scheme of our own would be no link: editors
   * leave those out of what they did not write themselves.
   * @param line counted from 1
   */
  linkTo(path: string, line: number): string {
    this.remember(path);
    return `command:${openLibrarySourceCommand}?${encodeURIComponent(JSON.stringify([path, line]))}`;
  }

  has(path: string): boolean {
    return this.paths.has(path);
  }

  private remember(path: string): void {
    this.paths.delete(path);
    this.paths.add(path);
    for (const oldest of this.paths) {
      if (this.paths.size <= maxLinks) break;
      this.paths.delete(oldest);
    }
  }
}
