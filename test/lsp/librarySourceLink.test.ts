import { expect, it } from 'vitest';
import { librarySourceLink } from '../../src/lsp/librarySourceLink';

it('the source of a library is linked by a command with the path and the line', () => {
  const [command, argument = ''] = librarySourceLink('/go/src/a b/(c).go', 12).split('?');
  expect(command).toBe('command:leaklens.openLibrarySource');
  expect(JSON.parse(decodeURIComponent(argument))).toEqual(['/go/src/a b/(c).go', 12]);
});
