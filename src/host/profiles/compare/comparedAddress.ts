import type { Uri } from 'vscode';
import { liveUri } from '../live/liveUri';
import { profileUri, type ComparedSide } from '../profileAddress';
import { differenceTab } from '../profileTabs';
import { sideName } from './sideWords';

export interface ComparedTab {
  readonly uri: Uri;
  /** The profile that is looked at there; null for the only one. */
  readonly profileId: string | null;
}

/** The address of a difference. A service compared with what has several profiles has all of them to choose from. */
export function comparedTab(base: ComparedSide, now: ComparedSide): ComparedTab {
  if (now.kind === 'file' && base.kind === 'file') {
    const address = { kind: 'file', path: now.path, base: base.path } as const;
    return { uri: profileUri(address, differenceTab(now.path, base.path)), profileId: null };
  }
  if (now.kind === 'live' && (base.kind === 'snapshot' || base.kind === 'file')) {
    const { targetId, name, profile } = now;
    const older = base.kind === 'file' ? base : ({ kind: 'snapshot', id: base.id } as const);
    return {
      uri: liveUri({ kind: 'live', targetId, name, base: older }, base.kind === 'file' ? sideName(base) : base.name),
      profileId: profile,
    };
  }
  const address = { kind: 'pair', now, base } as const;
  return { uri: profileUri(address, `${sideName(base)} → ${sideName(now)}`), profileId: null };
}
