import { describe, expect, it } from 'vitest';
import { workbenchUrl } from './workbenchUrl';

const server = { authority: '127.0.0.1:4711', token: 'secret' };

function payloadOf(url: string): Record<string, string> {
  return Object.fromEntries(JSON.parse(new URL(url).searchParams.get('payload') ?? '[]') as [string, string][]);
}

describe('the address of the workbench', () => {
  it('opens a folder with an extension under development', () => {
    const url = workbenchUrl(server, { folder: '/my work/gateway', extensionPath: '/my work/leak lens' });
    const { origin, searchParams } = new URL(url);
    expect([origin, searchParams.get('folder'), searchParams.get('tkn')]).toEqual([
      'http://127.0.0.1:4711',
      '/my work/gateway',
      'secret',
    ]);
    expect(payloadOf(url)).toEqual({
      extensionDevelopmentPath: 'vscode-remote://127.0.0.1:4711/my%20work/leak%20lens',
      skipWelcome: 'true',
    });
    // VS Code takes a plus in the query for a plus.
    expect(url).not.toContain('+');
  });

  it('runs a suite, and opens a file at a line', () => {
    const url = workbenchUrl(server, {
      folder: '/gateway',
      extensionPath: '/leaklens',
      extensionTestsPath: '/leaklens/dist/test/host/index.js',
      openFile: { path: '/gateway/gateway.go', line: 38 },
    });
    expect(payloadOf(url)).toMatchObject({
      extensionTestsPath: 'vscode-remote://127.0.0.1:4711/leaklens/dist/test/host/index.js',
      openFile: 'vscode-remote://127.0.0.1:4711/gateway/gateway.go:38',
      gotoLineMode: 'true',
    });
  });
});
