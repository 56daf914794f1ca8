import type { ProfileParts } from './base/cliParts';
import type { Command } from './arguments/command';
import { listCommand } from './profiles/listCommand';
import { peekCommand } from './profiles/peekCommand';
import { stacksCommand } from './profiles/stacksCommand';
import { topCommand } from './profiles/topCommand';

/** Those that need one profile and no more: whoever calls one waits for nothing else to be loaded. Made as `allCommands` are. */
export function profileCommands(): readonly Command<ProfileParts>[] {
  return [topCommand(), peekCommand(), listCommand(), stacksCommand()];
}
