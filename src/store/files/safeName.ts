import { randomBytes } from 'node:crypto';
import { findingsFile } from '../../shared/model/keptFindings';

/**
 * Names that become paths. What does not match these shapes is never joined to a folder, so that no text from outside
 * (a service, a person, an edited manifest) can lead out of the store or name a device on Windows.
 */

/** `20260102T030405678Z-9f8e7d6c`: sorts by time, and holds no character that a file system forbids. */
const snapshotId = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/;
const targetId = /^[a-z0-9][a-z0-9-]{0,99}$/;
const snapshotFile = /^([a-z][a-z0-9-]{0,59})\.(?:(?:pb|etf|json)\.gz|txt)$/;
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)$/;

export function createSnapshotId(atMillis: number): string {
  return `${new Date(atMillis).toISOString().replace(/[-:.]/g, '')}-${randomName()}`;
}

export function isSnapshotId(text: string): boolean {
  return snapshotId.test(text);
}

/** Whether a target's id can name a folder: lower-case letters, digits and dashes. */
export function isTargetId(text: string): boolean {
  return targetId.test(text) && !reservedOnWindows.test(text);
}

/** Eight random hexadecimal digits. */
export function randomName(): string {
  return randomBytes(4).toString('hex');
}

/** Whether a snapshot may hold a file of this name. The manifest's own is none of them. */
export function isSnapshotFileName(text: string): boolean {
  if (text === findingsFile) return true;
  const base = snapshotFile.exec(text)?.[1];
  return base !== undefined && !reservedOnWindows.test(base);
}
