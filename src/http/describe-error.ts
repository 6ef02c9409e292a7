// What may be logged of an unexpected error.

/** Where an unexpected error came from. Its message stays out: it may repeat what was sent. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  const frame = error.stack?.split('\n').find(line => line.includes('/src/'))
  const place = frame?.replace(/^.*\/src\//, 'src/').replace(/\)$/, '')
  return [error.name, code, place].filter(Boolean).join(' ')
}
