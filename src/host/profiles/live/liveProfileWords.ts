import { l10n } from 'vscode';
import type { LiveProfile } from '../../../shared/model/views/liveProfile';

/** As pprof calls it, but for what it has no name for. */
export function liveProfileName(profile: LiveProfile): string {
  if (profile === 'goroutine-dump') return l10n.t('goroutines, one by one');
  return profile === 'cpu' ? 'CPU' : profile;
}

/** What it says, and what it costs where that is more than a poll does. */
export function liveProfileExplained(profile: LiveProfile): string {
  switch (profile) {
    case 'heap':
      return l10n.t('What is in use, by what allocated it');
    case 'allocs':
      return l10n.t('All that was ever allocated, by what allocated it');
    case 'goroutine':
      return l10n.t('Where goroutines are now');
    case 'goroutine-dump':
      return l10n.t('Each goroutine with its number, its age and what started it: the service stops for a moment');
    case 'cpu':
      return l10n.t('Where processor time goes: the service records it for as long as you say');
    case 'block':
      return l10n.t('Where goroutines waited for channels and locks');
    case 'mutex':
      return l10n.t('Who held the locks that others waited for');
    case 'threadcreate':
      return l10n.t('What made the runtime start threads');
  }
}

/** Why there may be nothing in it; empty where there always is something. */
export function whenEmpty(profile: LiveProfile): string {
  switch (profile) {
    case 'block':
      return l10n.t('The service records no waiting unless it calls runtime.SetBlockProfileRate.');
    case 'mutex':
      return l10n.t('The service records no locks unless it calls runtime.SetMutexProfileFraction.');
    case 'cpu':
      return l10n.t('The service used no processor time while it recorded, or the system gives it no signals.');
    default:
      return '';
  }
}
