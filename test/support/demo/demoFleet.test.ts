import { expect, onTestFinished, test } from 'vitest';
import { hasGo } from '../go/goService';
import { startFleet } from './demoFleet';

test.skipIf(!hasGo())('of five replicas with a load, of two builds, one leaks', { timeout: 120_000 }, async () => {
  const fleet = await startFleet('50');
  onTestFinished(async () => {
    await Promise.all(fleet.replicas.map(({ service }) => service.stop()));
  });
  expect(fleet.replicas.map(({ name }) => name)).toEqual([
    'gateway-a',
    'gateway-b',
    'gateway-c',
    'gateway-d',
    'gateway-e',
  ]);
  const leaked = async () => {
    const truths = await Promise.all(fleet.replicas.map(({ service }) => service.truth()));
    return truths.map(({ leakedGoroutines }) => leakedGoroutines > 0);
  };
  await expect.poll(leaked, { timeout: 20_000 }).toEqual([false, true, false, false, false]);
});
