import { l10n } from 'vscode';

/** `45 s`, `3 min`, `2 h 5 min`. */
export function describeDuration(millis: number): string {
  const seconds = Math.round(millis / 1_000);
  if (seconds < 60) return l10n.t('{0} s', seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return l10n.t('{0} min', minutes);
  return l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
