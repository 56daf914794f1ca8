import { describe, expect, it } from 'vitest';
import { spokenProtocol } from '../../../src/sources/net/spokenProtocol';

describe('the first bytes of a port tell what it speaks', () => {
  it.each([
    ['an alert of TLS 1.0', [0x15, 3, 1, 0, 2, 2, 0x16], 'tls'],
    ['a record of TLS 1.2', [0x16, 3, 3, 0, 0x4a, 2], 'tls'],
    ['SETTINGS without any', [0, 0, 0, 4, 0, 0, 0, 0, 0], 'http2'],
    ['SETTINGS of gRPC', [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0x40, 0], 'http2'],
    ['GOAWAY', [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 'http2'],
    ['SETTINGS of no whole length', [0, 0, 5, 4, 0, 0, 0, 0, 0], 'unknown'],
    ['a frame of a stream', [0, 0, 6, 4, 0, 0, 0, 0, 1], 'unknown'],
    ['the greeting of MySQL', [0x4a, 0, 0, 0, 0x0a, 0x38, 0x2e, 0x30], 'unknown'],
    ['a byte', [0x15], 'unknown'],
    ['nothing', [], 'unknown'],
  ] as const)('%s', (_, bytes, protocol) => expect(spokenProtocol(Uint8Array.from(bytes))).toBe(protocol));
});
