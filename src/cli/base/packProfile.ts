import type { Profile } from '../../shared/model/profile';
import type { RedactionCounts } from '../../shared/model/redaction';
import { nothingRedacted } from '../../shared/model/redaction';
import type { CliParts } from './cliParts';

/** A profile as a page holds it. @param redacts leaves out what can be private */
export async function packProfile(
  { encodeProfile, redactor, reportKit }: Pick<CliParts, 'encodeProfile' | 'redactor' | 'reportKit'>,
  profile: Profile,
  redacts: boolean,
): Promise<{ readonly packed: string; readonly counts: RedactionCounts }> {
  const whole = encodeProfile(profile);
  if (!redacts) return { packed: await reportKit.pack(whole), counts: nothingRedacted };
  const { bytes, counts } = redactor.file('profile.pb', whole);
  return { packed: await reportKit.pack(bytes), counts };
}
