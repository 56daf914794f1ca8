import { commands } from '../base/contributionNames';

/** The commands about tests, whose code is loaded when one of them is called. */
export const testCommandNames = [commands.profileTest, commands.checkTests] as const;

export type TestCommandName = (typeof testCommandNames)[number];
