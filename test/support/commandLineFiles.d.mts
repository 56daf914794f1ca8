export declare const commandLineBundles: readonly string[];
export declare const commandLineNotices: string;
export declare function isOfCommandLine(name: string): boolean;
