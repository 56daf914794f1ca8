import { Uri } from 'vscode';

/** The file of this machine that an argument of a command names, by its address or its path; null for none. */
export function asFile(argument: unknown): Uri | null {
  if (argument instanceof Uri) return argument.scheme === 'file' ? argument : null;
  return typeof argument === 'string' && argument !== '' ? Uri.file(argument) : null;
}
