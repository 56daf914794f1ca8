import { describe, expect, it } from 'vitest';
import { LinkedSources } from '../../../src/engine/hints/linkedSources';

describe('the sources of libraries that hovers link to', () => {
  it('are those that were linked, and no others', () => {
    const linked = new LinkedSources();
    linked.remember('/go/src/net/net.go');
    expect(linked.has('/go/src/net/net.go')).toBe(true);
    expect(linked.has('/go/src/net')).toBe(false);
    expect(linked.has('/etc/hosts')).toBe(false);
  });

  it('are bounded: the ones linked longest ago are forgotten', () => {
    const linked = new LinkedSources();
    for (let file = 0; file < 6_000; file += 1) {
      linked.remember('/go/often.go');
      linked.remember(`/go/${String(file)}.go`);
    }
    expect(linked.has('/go/0.go')).toBe(false);
    expect(linked.has('/go/5999.go')).toBe(true);
    expect(linked.has('/go/often.go')).toBe(true);
  });
});
