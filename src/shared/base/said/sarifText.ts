import { longestSentence } from './cutText';
import { plainText } from './plainText';

/**
 * One sentence of a SARIF message. Its readers draw `[text](address)` as a link (SARIF 2.1.0, 3.11.6), which a name must not become: there
 * a bracket is escaped, as the format has it.
 */
export function sarifText(text: string): string {
  return plainText(text, longestSentence).replace(/\[(?=[^[\]]*\]\()/g, '\\[');
}
