// What stops the service or a command: what happened, to which thing, and what to do now.

export class RuntimeFault extends Error {
  override name = 'RuntimeFault'
  readonly fix: string

  constructor(detail: string, fix: string, options?: ErrorOptions) {
    super(detail, options)
    this.fix = fix
  }
}

/** The `code` of a system error, e.g. ENOENT. */
export function systemCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code
}
