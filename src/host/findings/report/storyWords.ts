import { l10n } from 'vscode';

/** The heads of a story's parts. */
export const storyHeads = {
  evidence: () => l10n.t('Evidence'),
  course: () => l10n.t('How it has grown'),
  beforeAndAfter: () => l10n.t('Before and after'),
  before: () => l10n.t('Before'),
  after: () => l10n.t('After'),
  related: () => l10n.t('What belongs to it'),
  advice: () => l10n.t('What to do'),
  check: () => l10n.t('How to see that it is fixed'),
} as const;
