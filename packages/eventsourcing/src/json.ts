export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

/** Plain JSON as it is stored: a key whose value is undefined is left out. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}
