import { l10n, type QuickPickItem } from 'vscode';
import type { LiveProfile } from '../../../shared/model/views/liveProfile';
import { pickOne } from '../../base/prompts';
import { liveProfileExplained, liveProfileName } from './liveProfileWords';

/** The profile of a service that a person picks, with what each says and costs. */
export async function pickLiveProfile(service: string, offered: readonly LiveProfile[]): Promise<LiveProfile | null> {
  const items = offered.map((profile): QuickPickItem & { readonly profile: LiveProfile } => ({
    label: liveProfileName(profile),
    description: liveProfileExplained(profile),
    profile,
  }));
  return (await pickOne(items, { placeHolder: l10n.t('Which profile of {0}?', service) }))?.profile ?? null;
}
