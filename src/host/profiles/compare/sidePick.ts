import { l10n, QuickPickItemKind, type QuickPickItem } from 'vscode';
import type { SnapshotFileName } from '../../../shared/model/snapshot';
import { isRecorded, liveProfiles, stopsProcess, type LiveProfile } from '../../../shared/model/views/liveProfile';
import { requests, type TargetState } from '../../../shared/wires/lspMessages';
import { showProblem } from '../../base/problemMessage';
import { pickOne } from '../../base/prompts';
import { addressLabel } from '../../base/serviceAddress';
import type { EngineClient } from '../../engine/engineClient';
import type { SnapshotPick } from '../../snapshots/snapshotPick';
import type { TargetConnections } from '../../targets/targetConnections';
import { snapshotLabel } from '../../targets/targetWords';
import { askFile } from '../askFile';
import { snapshotFile } from '../live/liveSubject';
import { pickLiveProfile } from '../live/pickLiveProfile';
import { pickPast } from '../past/pastCommands';
import type { ComparedSide } from '../profileAddress';
import { openSides, type OpenSide } from './openSides';
import { keptProfileName } from './sideWords';

export interface SidePickParts {
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  readonly pick: SnapshotPick;
  /** The profile that is chosen in the tab at an address, where it was shown. */
  readonly chosenAt: Parameters<typeof openSides>[0];
}

export interface SideQuestion {
  readonly placeHolder: string;
  /** What snapshots keep the other side in: the same is taken where it is there. Null where nobody knows. */
  readonly like: SnapshotFileName | null;
  /** A service may be asked to record, or to stop: a person is asked again before it is. */
  readonly mayCost: boolean;
}

type SideItem = QuickPickItem & { readonly choose?: () => Promise<ComparedSide | null> };

/** Lets a person choose one side of a difference: what is open, what runs, what is kept, or a file. Null for none. */
export async function pickSide(parts: SidePickParts, question: SideQuestion): Promise<ComparedSide | null> {
  const open = openSides(parts.chosenAt).filter(({ profile }) => mayBe(profile, question));
  const items: readonly SideItem[] = [
    ...section(
      l10n.t('Open profiles'),
      open.map((side) => ({ label: side.label, choose: () => sideOfTab(parts, side, question) })),
    ),
    ...section(
      l10n.t('Services'),
      parts.connections.states.map((state) => serviceItem(state, question)),
    ),
    ...section(l10n.t('Kept'), [
      { label: l10n.t('A snapshot…'), choose: () => pickSnapshot(parts, question) },
      { label: l10n.t('A kept profile…'), choose: () => pickMoment(parts, question) },
      { label: l10n.t('A file…'), choose: () => pickFile(question) },
    ]),
  ];
  const picked = await pickOne(items, { placeHolder: question.placeHolder });
  return (await picked?.choose?.()) ?? null;
}

/** What snapshots keep the profile of a side in; null for what nobody knows before it is read. */
export function fileOfSide(side: ComparedSide): SnapshotFileName | null {
  if (side.kind === 'file') return null;
  return side.kind === 'live' ? snapshotFile(side.profile) : side.file;
}

function section(label: string, items: readonly SideItem[]): readonly SideItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

function mayBe(profile: string | null, { mayCost }: SideQuestion): boolean {
  const live = liveProfiles.find((one) => one === profile);
  return mayCost || live === undefined || !(isRecorded(live) || stopsProcess(live));
}

function serviceItem({ target: { id: targetId, name, url } }: TargetState, question: SideQuestion): SideItem {
  return {
    label: l10n.t('{0} (live)', name),
    description: addressLabel(url),
    choose: async () => {
      const profile = await liveLike(name, question);
      return profile === null ? null : { kind: 'live', targetId, name, profile };
    },
  };
}

/** The profile that is like the other side, or the one that a person picks. */
async function liveLike(service: string, question: SideQuestion): Promise<LiveProfile | null> {
  const offered = liveProfiles.filter((profile) => mayBe(profile, question));
  const same = question.like === null ? undefined : offered.find((one) => snapshotFile(one) === question.like);
  return same ?? pickLiveProfile(service, offered);
}

async function sideOfTab(
  parts: SidePickParts,
  { address, profile, label }: OpenSide,
  question: SideQuestion,
): Promise<ComparedSide | null> {
  if (address.kind === 'file') return { kind: 'file', path: address.path };
  if (address.kind === 'live') {
    const { targetId, name } = address;
    const live = liveProfiles.find((one) => one === profile) ?? (await liveLike(name, question));
    return live === null ? null : { kind: 'live', targetId, name, profile: live };
  }
  if (address.kind === 'past') {
    const { targetId, name, atMillis } = address;
    const file = await momentFile(parts, address, { ...question, like: profile ?? question.like });
    return file === null ? null : { kind: 'past', targetId, name, atMillis, file };
  }
  if (profile !== null) return { kind: 'snapshot', id: address.id, name: label, file: profile };
  return pickSnapshot(parts, question, address.id);
}

async function pickSnapshot(
  { pick }: SidePickParts,
  question: SideQuestion,
  id: string | null = null,
): Promise<ComparedSide | null> {
  const snapshot = id === null ? await pick.any(question.placeHolder) : await pick.snapshot(id, '');
  if (snapshot === null) return null;
  const files = snapshot.files.map(({ name }) => name).filter((name) => isProfile(name));
  const file = await pickLike(files, question);
  const name = `${snapshot.target.name} ${snapshotLabel(snapshot)}`;
  return file === null ? null : { kind: 'snapshot', id: snapshot.id, name, file };
}

async function pickMoment(parts: SidePickParts, question: SideQuestion): Promise<ComparedSide | null> {
  const moment = await pickPast(parts, undefined, undefined);
  if (moment === null) return null;
  const { id: targetId, name, atMillis } = moment;
  const file = await momentFile(parts, { targetId, atMillis }, question);
  return file === null ? null : { kind: 'past', targetId, name, atMillis, file };
}

async function momentFile(
  { engine }: SidePickParts,
  { targetId, atMillis }: { readonly targetId: string; readonly atMillis: number },
  question: SideQuestion,
): Promise<SnapshotFileName | null> {
  const moments = await engine.ask(requests.past, { targetId });
  if (!moments.ok) {
    await showProblem(moments.problem, []);
    return null;
  }
  const files = moments.value.find((one) => one.atMillis === atMillis)?.files.map(({ name }) => name) ?? [];
  // The same file, looked at for what ever was allocated.
  const like = question.like === 'allocs' ? snapshotFile('allocs') : question.like;
  return pickLike(
    files.filter((name) => name.endsWith('.pb.gz')),
    { ...question, like },
  );
}

async function pickFile({ placeHolder }: SideQuestion): Promise<ComparedSide | null> {
  const file = await askFile(placeHolder);
  return file === null ? null : { kind: 'file', path: file.fsPath };
}

function isProfile(name: SnapshotFileName): boolean {
  return name.endsWith('.pb.gz') || name === snapshotFile('goroutine-dump');
}

/** The file that is like the other side, the only one, or the one that a person picks. */
async function pickLike(
  files: readonly SnapshotFileName[],
  { like, placeHolder }: SideQuestion,
): Promise<SnapshotFileName | null> {
  if (like !== null && files.includes(like)) return like;
  if (files.length < 2) return files[0] ?? null;
  const items = files.map((file) => ({ label: keptProfileName(file), file }));
  return (await pickOne(items, { placeHolder }))?.file ?? null;
}
