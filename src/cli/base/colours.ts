import { ownText, type Said } from '../../shared/base/said/said';
import type { Terminal } from './cliParts';

/** When an answer is coloured. */
export const colourChoices = ['auto', 'always', 'never'] as const;
export type ColourChoice = (typeof colourChoices)[number];

/** By itself only for a person who looks, and never against NO_COLOR (no-color.org): an option that somebody writes goes before both. */
export function wantsColours(
  choice: ColourChoice,
  { outputIsTerminal, environment }: Pick<Terminal, 'outputIsTerminal' | 'environment'>,
): boolean {
  if (choice !== 'auto') return choice === 'always';
  return outputIsTerminal === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
}

const bold = 1;
const red = 31;

/** The headline of a finding: what fails in red. A mark stands before each, so that nothing is told by colour alone. */
export function paintHeadline(line: Said): Said {
  if (line.startsWith('✗ ')) return painted(line, [bold, red]);
  return line.startsWith('• ') ? painted(line, [bold]) : line;
}

function painted(line: Said, codes: readonly number[]): Said {
  return ownText(`\u001b[${codes.join(';')}m${line}\u001b[0m`);
}
