// The windows that the suite runs in, one after the other: each is started anew, with settings of its own.
import type { UserSettings } from '../workbench/startServer.ts';

/**
 * `restricted` opens a folder that nobody trusts, and `tabs` has nothing open but what its own tests leave there when it is reloaded. They
 * run the files that have their name before `.test.ts` or `.afterReload.test.ts`, and `trusted` all others.
 */
export const testWindows = ['trusted', 'restricted', 'tabs'] as const;

export type TestWindow = (typeof testWindows)[number];

/** The window that a file of tests runs in. */
export function windowOf(file: string): TestWindow {
  const [, named] = /\.(\w+?)(?:\.afterReload)?\.test\.ts$/.exec(file) ?? [];
  return testWindows.find((window) => window === named) ?? 'trusted';
}

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
