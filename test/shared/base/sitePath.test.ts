import { win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderUri, physicalLocation } from '../../../src/cli/findings/sarifPlaces';
import { placeText } from '../../../src/cli/findings/placeText';
import { normalisePath } from '../../../src/analyse/paths/recordedPath';
import { sitePath } from '../../../src/shared/base/sitePath';

describe('a path of this machine', () => {
  it.each([
    ['/srv/shop/main.go', '/srv/shop/main.go'],
    [win32.join('C:\\src', 'shop', 'main.go'), 'C:/src/shop/main.go'],
    // As the editor’s `fsPath` has it, and terminals that it opens.
    ['c:\\src\\shop', 'C:/src/shop'],
    ['\\\\server\\share\\shop', '//server/share/shop'],
    ['a:b', 'A:b'],
    ['cc:/x', 'cc:/x'],
  ])('%s stands as %s', (path, expected) => {
    expect(sitePath(path)).toBe(expected);
  });

  // A terminal of the editor's is in `c:\…`, and what Go records begins with a capital, or not: they are one place.
  it.each(['C:\\src\\shop', 'c:\\src\\shop'])('that lies below %s is told from there', (directory) => {
    const site = {
      function: 'main.main',
      file: 'main.go',
      line: 3,
      path: normalisePath('c:\\src\\shop\\cmd\\main.go'),
    };
    expect(placeText(site, sitePath(directory))).toBe('cmd/main.go:3');
    expect(physicalLocation(site, sitePath(directory))).toMatchObject({ artifactLocation: { uri: 'cmd/main.go' } });
    expect(folderUri(sitePath(directory))).toBe('file:///C:/src/shop/');
  });
});
