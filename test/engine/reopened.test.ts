// A window is reloaded, and its engine with it: what is said of the same process goes on, and of another one it does not.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FakeClock } from '../support/fakeClock';
import { EngineWatcher } from './engineWatcher';
import { RecordedService } from './recordedService';

const folder = join(import.meta.dirname, '../services/gateway');
const begin = 1_790_000_000_000;

/** An engine that has followed the leaking gateway for so many of its recorded moments. */
async function followed(frames: number) {
  const clock = new FakeClock(begin);
  const service = await new RecordedService().start();
  service.frame = 0;
  const watcher = await EngineWatcher.start({ folder, clock });
  const { target } = await watcher.connect(service.url);
  for (service.frame = 1; service.frame < frames; service.frame += 1) {
    await clock.advance(5000);
    await watcher.engine.refresh(target.id);
  }
  service.frame = frames - 1;
  return { clock, service, watcher, target };
}

/** The engine of the next window, which finds the stores of the one before. */
async function reopen({ clock, watcher, service }: Awaited<ReturnType<typeof followed>>) {
  const { directory } = watcher.rooms;
  watcher.engine.dispose();
  const next = await EngineWatcher.start({ folder, clock, directory });
  const status = await next.connect(service.url);
  return { watcher: next, status, findings: next.findings.at(-1)?.[0]?.findings ?? [] };
}

const told = ({ findings }: EngineWatcher) =>
  (findings.at(-1)?.[0]?.findings ?? []).map(({ id, confidence, stage }) => `${id} ${confidence} ${stage.stage}`);

it('keeps the verdicts and the life of a process that still answers', async () => {
  const before = await followed(14);
  const said = told(before.watcher);
  expect(said.join()).toContain('probable');
  const after = await reopen(before);
  expect(told(after.watcher)).toEqual(said);
  expect(after.status.condition.kind).toBe('leaking');
  expect(after.status.latest?.life).toBe(0);
  expect(after.findings[0]?.evidence.length).toBeGreaterThan(3);
});

it('says of another process that answers meanwhile what leaked before it, and no more', async () => {
  const before = await followed(14);
  const [leaked] = before.watcher.findings.at(-1)?.[0]?.findings ?? [];
  before.service.frame = 0;
  const after = await reopen(before);
  expect(after.status).toMatchObject({ latest: { life: 1 }, condition: { kind: 'watching', isReplacement: true } });
  expect(after.findings).toMatchObject([{ id: leaked?.id, confidence: 'info', stage: { stage: 'earlier' } }]);
});

it('keeps what was fixed, and when', async () => {
  const before = await followed(23);
  const fixed = before.watcher.findings.at(-1)?.[0]?.findings.find(({ status }) => status === 'fixed');
  expect(fixed?.stage.sinceMillis).toBeGreaterThan(begin);
  const after = await reopen(before);
  expect(after.findings.find(({ id }) => id === fixed?.id)?.stage).toEqual(fixed?.stage);
});

it('begins anew where what was kept is damaged, and says nothing of it', async () => {
  const before = await followed(14);
  const kept = join(before.watcher.rooms.directory, 'verdicts', `${before.target.id}.json`);
  const text = await readFile(kept, 'utf8');
  await writeFile(kept, text.replaceAll('growing', 'gr'));
  expect(told((await reopen(before)).watcher).join()).not.toContain('undefined');
  await writeFile(kept, text.slice(0, 500));
  const after = await reopen(before);
  expect(after.status).toMatchObject({ phase: 'connected', condition: { kind: 'watching' } });
});
