import { describe, expect, it } from 'vitest';
import { LinkedSources } from '../../src/lsp/linkedSources';

describe('the sources of libraries that hovers link to', () => {
  it('are linked by a command with the path and the line', () => {
    const link = new LinkedSources().linkTo('/go/src/a b/(c).go', 12);
    const [command, argument = ''] = link.split('?');
    expect(command).toBe('command:leaklens.openLibrarySource');
    expect(JSON.parse(decodeURIComponent(argument))).toEqual(['/go/src/a b/(c).go', 12]);
  });

  it('are those that were linked, and no others', () => {
    const linked = new LinkedSources();
    linked.linkTo('/go/src/net/net.go', 1);
    expect(linked.has('/go/src/net/net.go')).toBe(true);
    expect(linked.has('/go/src/net')).toBe(false);
    expect(linked.has('/etc/hosts')).toBe(false);
  });

  it('are bounded: the ones linked longest ago are forgotten', () => {
    const linked = new LinkedSources();
    for (let file = 0; file < 6_000; file += 1) {
      linked.linkTo('/go/often.go', 1);
      linked.linkTo(`/go/${String(file)}.go`, 1);
    }
    expect(linked.has('/go/0.go')).toBe(false);
    expect(linked.has('/go/5999.go')).toBe(true);
    expect(linked.has('/go/often.go')).toBe(true);
  });
});
