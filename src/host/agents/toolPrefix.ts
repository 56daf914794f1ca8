/** The editor knows the tools of all extensions by one name each; the engine knows its own without this. */
export const toolPrefix = 'leaklens_';
