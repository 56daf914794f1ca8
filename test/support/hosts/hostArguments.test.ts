import { describe, expect, it } from 'vitest';
import { parseHostArguments, withFolder } from './hostArguments';

const paths = ['--extensionDevelopmentPath=/leak=lens', '--extensionTestsPath=/leaklens/dist/test/host/index.js'];

describe('the arguments of @vscode/test-electron', () => {
  it('name the folder, the extension and the suite', () => {
    expect(parseHostArguments(['/gateway', '--no-sandbox', '--user-data-dir=-', ...paths])).toMatchObject({
      folder: '/gateway',
      extensionPath: '/leak=lens',
      extensionTestsPath: '/leaklens/dist/test/host/index.js',
    });
  });

  it('can name another folder', () => {
    const host = withFolder(parseHostArguments(['/gateway', '--no-sandbox', ...paths]), '/elsewhere');
    expect(host).toMatchObject({ folder: '/elsewhere', all: ['/elsewhere', '--no-sandbox', ...paths] });
  });

  it.each([[paths], [['/gateway', ...paths.slice(1)]], [['/gateway', ...paths.slice(0, 1)]]])(
    'need all three',
    (some) => {
      expect(() => parseHostArguments(some)).toThrow('the host needs');
    },
  );
});
