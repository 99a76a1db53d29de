/** One thing that is not as it was, or not as it has to be. */
export interface Difference {
  readonly kind:
    | 'EVENT_CHANGED'
    | 'EVENT_MISSING'
    | 'EVENT_INSERTED'
    | 'LEAF_DIFFERS'
    | 'LEAF_MISSING'
    | 'ROOT_DIFFERS'
    | 'NOTE_DIFFERS'
    | 'LOG_SHRANK'
    | 'TWO_ROOTS'
    | 'NOT_CONSISTENT'
    | 'RECORD_DAMAGED';
  /** Where, as a person looks it up: stream and revision, leaf or size. */
  readonly where: string;
  readonly what: string;
  readonly expected?: string;
  readonly found?: string;
}
