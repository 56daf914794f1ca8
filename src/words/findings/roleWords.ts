import { t } from '@vscode/l10n';
import type { SiteRole } from '../../shared/model/finding';

/** What a place that belongs to a finding is, for a label. */
const names: Readonly<Record<SiteRole, () => string>> = {
  spawn: () => t('started at'),
  allocation: () => t('allocated at'),
  'created-by': () => t('created by'),
  origin: () => t('brought about at'),
  test: () => t('started by'),
  'held-by': () => t('held by'),
  'kept-by': () => t('kept at'),
  'may-be-kept-by': () => t('maybe kept at'),
  'taken-out': () => t('taken out at'),
  'never-called': () => t('would be taken out at'),
  'waited-before': () => t('waited before at'),
  make: () => t('made at'),
  send: () => t('sent at'),
  receive: () => t('received at'),
  close: () => t('closed at'),
  go: () => t('go statement'),
  lock: () => t('locked at'),
  unlock: () => t('unlocked at'),
  add: () => t('added at'),
  done: () => t('done at'),
  wait: () => t('waited for at'),
  signal: () => t('signalled at'),
  cancel: () => t('cancel function'),
  ticker: () => t('ticker'),
  return: () => t('return'),
  'waits-at': () => t('waits at'),
  opened: () => t('opened at'),
  'left-open': () => t('left open at'),
  'or-here': () => t('or here'),
  library: () => t('the library’s own process'),
  monitored: () => t('monitored process'),
};

/** What a place has to do with a finding, before its name: `sent at`. Of a role that has no words, its own name. */
export function roleWords(role: SiteRole): string {
  return Object.hasOwn(names, role) ? (names[role]?.() ?? role) : role;
}
