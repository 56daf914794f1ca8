/** More findings nobody reads; candidates beyond are the smallest. */
export const maxFindings = 60;

/** Lines whose source is asked about at a time. */
export const maxQuestions = 24;

/** Kinds of library goroutines for which the workspace is looked through at a time. */
export const maxLibraryQuestions = 8;
