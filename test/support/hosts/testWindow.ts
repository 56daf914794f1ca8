// The windows that the suite runs in, one after the other: each is started anew, with settings of its own.
import type { UserSettings } from '../workbench/startServer.ts';

/** `restricted` opens a folder that nobody trusts, and runs the files named `*.restricted.test.ts`. */
export const testWindows = ['trusted', 'restricted'] as const;

export type TestWindow = (typeof testWindows)[number];

/** Which windows to open: all, or the one that the variable LEAKLENS_TEST_WINDOW names. Throws for another name. */
export function chosenWindows(name: string | undefined): readonly TestWindow[] {
  if (name === undefined || name === '') return testWindows;
  const chosen = testWindows.filter((window) => window === name);
  if (chosen.length === 0) throw new Error(`LEAKLENS_TEST_WINDOW is one of ${testWindows.join(', ')}, not ${name}`);
  return chosen;
}

/** What a window has besides what all have. */
export interface WindowSettings {
  readonly userSettings: UserSettings;
  /** Added to the environment of the extension host. */
  readonly env: Readonly<Record<string, string>>;
}
