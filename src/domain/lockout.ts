// How long an account waits after failed attempts (NIST SP 800-63B-4, 3.2.2: a limit that grows).

/** Attempts that nobody has to wait for. */
const FREE_ATTEMPTS = 6
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 24 * 3_600_000
/** In a row; then the password is over, and an administrator's link or a passkey lets the person in. */
const MOST_ATTEMPTS = 100

/** For so long attempts at addresses of nobody are kept; those at a person's only a success clears. */
export const FORGET_ATTEMPTS_MS = 7 * 24 * 3_600_000

/** Doubles with each attempt: some 40 attempts in the first month, and a hundred in all. */
export function waitAfter(attempts: number): number {
  if (attempts >= MOST_ATTEMPTS) return Number.POSITIVE_INFINITY
  if (attempts < FREE_ATTEMPTS) return 0
  return Math.min(FIRST_WAIT_MS * 2 ** (attempts - FREE_ATTEMPTS), LONGEST_WAIT_MS)
}
