import type { Writable } from 'node:stream';
import type { HostArguments } from './hostArguments.ts';
import type { WindowSettings } from './testWindow.ts';

/** One window with the suite in it, on either host. */
export interface HostRun extends WindowSettings {
  readonly host: HostArguments;
  /** Takes what VS Code says. */
  readonly log: Writable;
}
