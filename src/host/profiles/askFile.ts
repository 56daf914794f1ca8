import { window, type Uri } from 'vscode';

/** The file that a person picks; null for none. */
export async function askFile(title: string): Promise<Uri | null> {
  const picked = await window.showOpenDialog({ title, canSelectMany: false });
  return picked?.[0] ?? null;
}
