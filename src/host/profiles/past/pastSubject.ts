import { l10n } from 'vscode';
import type { PastMoment } from '../../../shared/model/pastMoment';
import type { SnapshotFileName } from '../../../shared/model/snapshot';
import type { Outcome } from '../../../shared/wires/lspMessages';
import { describeTime } from '../../targets/targetWords';
import type { PastAddress } from '../profileAddress';
import type { ProfileSubject, SubjectProfile } from '../subjects/profileSubject';

/** The moments that are kept of a target. */
export type ListPast = (targetId: string) => Promise<Outcome<readonly PastMoment[]>>;

/** The profiles of a moment that the engine kept; of one that it is compared with, those that both have. */
export async function pastSubject(address: PastAddress, list: ListPast): Promise<Outcome<ProfileSubject>> {
  const { targetId, name, atMillis, base } = address;
  const moments = await list(targetId);
  if (!moments.ok) return moments;
  const filesAt = (millis: number) =>
    moments.value.find((one) => one.atMillis === millis)?.files.map((file) => file.name);
  const files = filesAt(atMillis);
  const inBase = base === null ? files : filesAt(base);
  if (files === undefined || inBase === undefined) return pastGone();
  const times = `${base === null ? '' : `${describeTime(base)} → `}${describeTime(atMillis)}`;
  const titled = (profile: string) => `${name} ${profile} ${times}`;
  const origin = (millis: number, file: SnapshotFileName) =>
    ({ kind: 'past', targetId, atMillis: millis, file }) as const;
  const profiles = files
    .filter((file) => file.endsWith('.pb.gz') && inBase.includes(file))
    .flatMap((file): readonly SubjectProfile[] => {
      const plain = file.replace(/\.pb\.gz$/, '');
      const profile = {
        name: plain,
        title: titled(plain),
        origin: origin(atMillis, file),
        base: base === null ? null : origin(base, file),
        live: null,
      };
      const whole = { ...profile, id: file, sample: '' };
      // The same file, looked at for what ever was allocated instead of what is in use.
      return file === 'heap.pb.gz'
        ? [whole, { ...profile, id: 'allocs', name: 'allocs', title: titled('allocs'), sample: 'alloc_space' }]
        : [whole];
    });
  if (profiles.length === 0) return pastGone();
  const baseName = base === null ? null : describeTime(base);
  return {
    ok: true,
    value: { name, detail: l10n.t('as it was at {0}', describeTime(atMillis)), baseName, memory: null, profiles },
  };
}

/** What an address says that leads to a moment which is kept no longer. */
function pastGone(): Outcome<never> {
  const message = l10n.t('Nothing is kept of that moment any more.');
  const nextStep = l10n.t('Older moments are kept further apart: open one close to it.');
  return { ok: false, problem: { kind: 'not-found', message, nextStep } };
}
