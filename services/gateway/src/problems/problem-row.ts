/** One refusal as the API shows it. `{name}` in a sentence is filled from the details. */
export interface ProblemRow {
  readonly status: number;
  readonly zh: readonly [title: string, detail: string];
  readonly en: readonly [title: string, detail: string];
}

export const row = (status: number, zh: ProblemRow['zh'], en: ProblemRow['en']): ProblemRow => ({ status, zh, en });
