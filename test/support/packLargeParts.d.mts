export declare function packLargeParts(dist: string, start: string): void;
