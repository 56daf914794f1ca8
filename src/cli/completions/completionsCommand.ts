import { t } from '@vscode/l10n';
import type { Command } from '../arguments/command';
import { UsageError } from '../base/usageError';
import { asLines, writeAll } from '../base/writeAll';
import { bashCompletions } from './bashCompletions';
import { fishCompletions } from './fishCompletions';
import { zshCompletions } from './zshCompletions';

const shells: ReadonlyMap<string, (commands: readonly Command[]) => readonly string[]> = new Map([
  ['bash', bashCompletions],
  ['zsh', zshCompletions],
  ['fish', fishCompletions],
]);

/** @param commands all that there are, this one included: asked when it runs */
export function completionsCommand(commands: () => readonly Command[]): Command {
  return {
    name: 'completions',
    summary: t('a script for your shell that completes commands, options and their values'),
    args: [{ name: [...shells.keys()].join('|'), summary: t('the shell') }],
    options: [],
    examples: [
      ['source <(leaklens completions bash)', t('in ~/.bashrc')],
      ['source <(leaklens completions zsh)', t('in ~/.zshrc, behind compinit')],
      ['leaklens completions fish | source', t('in ~/.config/fish/config.fish')],
    ],
    async run({ line, terminal }) {
      const name = line.argument(0);
      const script = shells.get(name);
      if (script === undefined) {
        throw new UsageError(t('There are completions for {0}, not for “{1}”.', [...shells.keys()].join(', '), name));
      }
      await writeAll(terminal, asLines(script(commands())));
    },
  };
}
