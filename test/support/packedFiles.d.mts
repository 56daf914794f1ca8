export declare const packedFiles: readonly string[];
export declare function packFiles(dist: string): Promise<void>;
export declare function removePacked(dist: string): Promise<void>;
