import type { Command } from './arguments/command';
import { collectCommand } from './commands/nodes/collectCommand';
import { completionsCommand } from './completions/completionsCommand';
import { captureCommand } from './commands/captureCommand';
import { gctraceCommand } from './commands/gctraceCommand';
import { goroutinesCommand } from './commands/goroutines/goroutinesCommand';
import { doctorCommand } from './doctor/doctorCommand';
import { holdersCommand } from './commands/holders/holdersCommand';
import { lspCommand } from './commands/lspCommand';
import { mcpCommand } from './commands/mcpCommand';
import { memoryCommand } from './commands/memoryCommand';
import { processesCommand } from './commands/nodes/processesCommand';
import { profileCommands } from './profileCommands';
import { reportCommand } from './profiles/reportCommand';
import { testCommand } from './tests/testCommand';
import { traceCommand } from './commands/nodes/traceCommand';
import { watchCommand } from './commands/watch/watchCommand';

/** All commands, in the order of the help. Made when asked for, once the language is known. */
export function allCommands(): readonly Command[] {
  const commands: readonly Command[] = [
    ...profileCommands(),
    reportCommand(),
    goroutinesCommand(),
    memoryCommand(),
    processesCommand(),
    collectCommand(),
    traceCommand(),
    holdersCommand(),
    gctraceCommand(),
    captureCommand(),
    watchCommand(),
    testCommand(),
    doctorCommand(),
    lspCommand(),
    mcpCommand(),
    completionsCommand(() => commands),
  ];
  return commands;
}
