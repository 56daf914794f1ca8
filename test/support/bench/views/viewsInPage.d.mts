export function isOpen(): boolean;
export function hasGroups(): boolean;
export function isDrawn(): boolean;
export function zoomFrames(steps: number): Promise<number[]>;
export function scrollFrames(steps: number): Promise<number[]>;
export function sortMillis(column: string): Promise<number>;
export function watchTasks(): void;
export function longestTask(): number;
export function twoFrames(): Promise<void>;
