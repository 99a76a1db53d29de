import type { Documents } from '../types.js';
export declare const openMongo: (url: string, deadlineMs: number) => Promise<Documents>;
