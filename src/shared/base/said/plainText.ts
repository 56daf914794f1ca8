import { cutText } from './cutText';
import { hiddenInLines, hiddenRun } from './hiddenCharacters';

/** Longest name that a view of the editor shows whole. */
const longestShown = 300;

/**
 * One line of bounded length for what draws text by itself: a view of the editor, a message, a prompt. Each run of characters that
 * could reorder, hide or break what a person reads becomes one blank.
 */
export function plainText(text: string, longest = longestShown): string {
  // Cut first: the service decides how long a name is.
  return cutText(text, longest).replace(hiddenRun, ' ');
}

/** A page of our own making as it goes out: its line breaks stay, whatever else is hidden becomes a blank. */
export function plainPage(text: string): string {
  return text.replace(hiddenInLines, ' ');
}

/** A label of the editor, which draws `$(name)` as an icon. */
export function labelText(text: string, longest = longestShown): string {
  return plainText(text, longest).replaceAll('$(', '$ (');
}

/** A message of the editor, which draws `[text](address)` as a link, one that runs a command included. */
export function messageText(text: string, longest = longestShown): string {
  return plainText(text, longest).replaceAll('](', '] (');
}
