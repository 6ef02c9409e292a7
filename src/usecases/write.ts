// A statement on its way into a commit.

/** A statement waiting to be committed together with others. Opaque here: only `db/` looks inside. */
export interface Write {
  readonly sql: string
  readonly parameters: readonly unknown[]
}
