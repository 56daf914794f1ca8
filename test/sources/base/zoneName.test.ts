// Held against `date`, in zones whose rules differ.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { readZoneNames } from '../../../src/sources/base/zoneName';

const moments = [1_700_000_000, 1_720_000_000, 1_790_000_000];
const zones = ['Europe/Berlin', 'Asia/Tokyo', 'Asia/Seoul', 'America/Sao_Paulo', 'Asia/Dubai', 'Asia/Shanghai', 'UTC'];

function named(zone: string, seconds: number): string {
  const env = { ...process.env, TZ: zone };
  return execFileSync('date', ['-d', `@${String(seconds)}`, '+%Z'], { env, encoding: 'utf8' }).trim();
}

describe.skipIf(!existsSync('/usr/share/zoneinfo/Asia/Seoul'))('a zone is named (skipped without zones)', () => {
  const before = process.env['TZ'];
  it.each(zones)('%s, as date names it', (zone) => {
    process.env['TZ'] = zone;
    try {
      const name = readZoneNames(zone);
      expect(moments.map((seconds) => name(seconds * 1000))).toEqual(moments.map((seconds) => named(zone, seconds)));
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});

it.each(['../../etc/passwd', '/etc/hostname', 'Nowhere/Land', ''])('is not named after the file %j', (zone) => {
  expect(readZoneNames(zone)(1_700_000_000_000)).toBeNull();
});
