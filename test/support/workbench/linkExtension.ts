import { symlink } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * Gives the extension under development another path, inside the throw-away `folder`, and returns it. VS Code prefers
 * the themes which lie under that path, and our own path has the downloaded VS Code under it with all its themes: the
 * theme of the settings would never be on.
 */
export async function linkExtension(folder: string, extensionPath: string): Promise<string> {
  const link = resolve(folder, 'extension');
  await symlink(extensionPath, link, 'junction');
  return link;
}
