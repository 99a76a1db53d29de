import type { Documents } from '../types.js';
export declare const openSqlite: (path: string, deadlineMs: number) => Promise<Documents>;
