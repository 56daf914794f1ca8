import { openLibrarySourceCommand } from '../shared/wires/lspMessages';

/**
 * A link that opens the file in a client that has our commands. An address of a scheme of our own would be no link: editors
 * leave those out of what they did not write themselves.
 * @param line counted from 1
 */
export function librarySourceLink(path: string, line: number): string {
  return `command:${openLibrarySourceCommand}?${encodeURIComponent(JSON.stringify([path, line]))}`;
}
