import { endianness } from 'node:os';
import { describe, expect, it } from 'vitest';
import { listeningInodes, loopbackAddress } from '../../../src/sources/processes/listeningSocket';

describe('loopbackAddress', () => {
  it.each([
    ['http://localhost:6060/debug/pprof/', { host: 'localhost', port: 6060 }],
    ['http://127.0.0.1/', { host: '127.0.0.1', port: 80 }],
    ['https://127.1.2.3/', { host: '127.1.2.3', port: 443 }],
    ['http://[::1]:8080/', { host: '::1', port: 8080 }],
    ['http://10.0.0.1:6060/', null],
    ['http://127.example.com/', null],
    ['http://[fe80::1]/', null],
  ])('of %s is %j', (url, expected) => {
    expect(loopbackAddress(url)).toEqual(expected);
  });
});

// The table is as x86 prints it.
describe.skipIf(endianness() !== 'LE')('listeningInodes', () => {
  const row = (local: string, state: string, inode: number) =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0`;
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    row('0100007F:17AC', '0A', 1),
    row('00000000:17AC', '0A', 2),
    row('0100007F:17AC', '01', 3),
    row('0100007F:17AD', '0A', 4),
    row('0A00000A:17AC', '0A', 5),
    row('0200007F:17AC', '0A', 6),
    row('00000000000000000000000001000000:17AC', '0A', 7),
    row('00000000000000000000000000000000:17AC', '0A', 8),
    row('0000000000000000FFFF00000100007F:17AC', '0A', 9),
    'broken',
    '',
  ].join('\n');

  it.each([
    ['127.0.0.1', ['1', '2', '8', '9']],
    ['127.0.0.2', ['2', '6', '8']],
    ['::1', ['7', '8']],
    ['localhost', ['1', '2', '7', '8', '9']],
  ] as const)('for %s are those that get its connections', (host, inodes) => {
    expect(listeningInodes(table, { host, port: 6060 })).toEqual(inodes);
  });
});
