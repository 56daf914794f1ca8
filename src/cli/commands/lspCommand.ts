import { t } from '@vscode/l10n';
import type { Command } from '../arguments/command';
import { UsageError } from '../base/usageError';

/** The language server. It is a program of its own, which starts in place of this one when `--stdio` is given: here is its help. */
export function lspCommand(): Command {
  return {
    name: 'lsp',
    summary: t('is a language server, for an editor to start'),
    args: [],
    options: [{ name: 'stdio', value: null, summary: t('speak over standard input and output') }],
    examples: [['leaklens lsp --stdio', t('as an editor starts it')]],
    notes: [
      t('It connects to what initializationOptions.targets names, and where the command leaklens.connect is run.'),
      t('The folder “editors” of its source has configurations for Neovim, Emacs and Helix.'),
    ],
    run: () => Promise.reject(new UsageError(t('lsp needs --stdio: an editor starts it and speaks with it.'))),
  };
}
