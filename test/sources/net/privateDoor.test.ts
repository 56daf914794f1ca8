import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import process from 'node:process';
import type { Duplex } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import type { PrivateDoor } from '../../../src/shared/ports/agentDoor';
import { openPrivateDoor } from '../../../src/sources/net/privateDoor';

async function opened(): Promise<{ readonly door: PrivateDoor; readonly accepted: readonly Duplex[] }> {
  const accepted: Duplex[] = [];
  const door = await openPrivateDoor((stream) => {
    accepted.push(stream);
    // As late as a server that is still being made.
    setTimeout(() => stream.on('data', (piece: Buffer) => stream.write(`heard ${piece.toString('utf8')}`)), 50);
  });
  onTestFinished(() => door.dispose());
  return { door, accepted };
}

async function said(socket: Socket): Promise<string> {
  const [piece] = (await once(socket, 'data')) as [Buffer];
  return piece.toString('utf8');
}

it('hands on whoever says the secret first, with all that follows', async () => {
  const { door } = await opened();
  const together = connect(door.address.path);
  together.write(`${door.address.secret}\nand more`);
  expect(await said(together)).toBe('heard and more');
  const inPieces = connect(door.address.path);
  inPieces.write(door.address.secret.slice(0, 5));
  await new Promise((resolve) => setTimeout(resolve, 20));
  inPieces.write(`${door.address.secret.slice(5)}\n`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  inPieces.write('later');
  expect(await said(inPieces)).toBe('heard later');
});

it('hangs up on whoever says anything else', async () => {
  const { door, accepted } = await opened();
  for (const words of ['x'.repeat(door.address.secret.length + 1), `${'x'.repeat(200)}\n`, 'short']) {
    const stranger = connect(door.address.path);
    stranger.end(words);
    stranger.resume();
    stranger.on('error', () => undefined);
    await once(stranger, 'close');
  }
  expect(accepted).toEqual([]);
});

it.skipIf(process.platform === 'win32')(
  'stands in a folder that only its owner enters, and is gone with it',
  async () => {
    const { door } = await opened();
    const folder = dirname(door.address.path);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const inside = connect(door.address.path);
    const closed = new Promise((resolve) => inside.on('close', resolve));
    inside.on('error', () => undefined).resume();
    inside.write(`${door.address.secret}\n`);
    await once(inside, 'connect');
    door.dispose();
    await closed;
    while (existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 10));
  },
);
