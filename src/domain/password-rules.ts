// Which passwords are taken, by NIST SP 800-63B-4 (3.1.1.2): length and a block list, no composition rules.

import { COMMON_PASSWORDS, SERVICE_WORDS } from './common-passwords.ts'

/** Where the password is all that is asked for; beside a second factor. In characters (code points). */
export const MIN_LENGTH_ALONE = 15
export const MIN_LENGTH_WITH_FACTOR = 8
/** Far above the 64 that have to be taken: a bound on what is hashed. */
export const MAX_LENGTH = 256

export type PasswordFault = 'password_too_short' | 'password_too_long' | 'password_too_common'

/** The text that is hashed: NFC, so that the same word typed on another system is the same password. */
export function passwordText(password: string): string {
  return password.normalize('NFC')
}

/** @param own the person's name and e-mail address: nobody may be guessed from them. */
export function passwordFault(
  password: string,
  { hasSecondFactor, own }: { hasSecondFactor: boolean; own: readonly string[] },
): PasswordFault | undefined {
  const text = passwordText(password)
  const length = lengthOf(text)
  const least = hasSecondFactor ? MIN_LENGTH_WITH_FACTOR : MIN_LENGTH_ALONE
  if (length < least) return 'password_too_short'
  if (length > MAX_LENGTH) return 'password_too_long'
  // Typing it twice makes nothing harder to guess.
  const once = withoutRepetition(text)
  return lengthOf(once) < least || isGuessable(once, own) ? 'password_too_common' : undefined
}

/** Whether it is long enough to stand alone, once there is no second factor any more. */
export function standsAlone(password: string): boolean {
  return lengthOf(withoutRepetition(passwordText(password))) >= MIN_LENGTH_ALONE
}

function isGuessable(text: string, own: readonly string[]): boolean {
  const folded = fold(text)
  if (COMMON_PASSWORDS.has(folded)) return true
  // What is left without the words that everybody here would try first, years, repetition and runs.
  const words = [...SERVICE_WORDS, ...own.flatMap(wordsOf), ...COMMON_PASSWORDS]
    .filter(word => lengthOf(word) >= 3)
    .sort((a, b) => b.length - a.length)
  const rest = words
    .reduce((left, word) => left.replaceAll(word, ''), folded)
    .replaceAll(/(19|20)\d\d/g, '')
  return withoutRuns(rest).length < MIN_REST
}

/** Characters that must remain to be guessed one by one. */
const MIN_REST = 5

/** An address is also its parts: `hanako.mihon@example.jp` gives hanako, mihon, example. */
function wordsOf(text: string): string[] {
  return [fold(text), ...fold(text).split(/[^\p{L}\p{N}]+/u)]
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The shortest block that it repeats to its end, where it does twice or more: `abcabcab` is `abc`. */
function withoutRepetition(text: string): string {
  const all = [...text]
  for (let block = 1; block * 2 <= all.length; block += 1) {
    if (all.every((character, n) => n < block || character === all[n - block])) {
      return all.slice(0, block).join('')
    }
  }
  return text
}

/** `aaaa1234` is two steps long: each character counts only where it neither repeats nor follows on. */
function withoutRuns(text: string): string {
  const codes = [...text].map(character => character.codePointAt(0) as number)
  return codes
    .filter((code, n) => n === 0 || Math.abs(code - (codes[n - 1] as number)) > 1)
    .map(code => String.fromCodePoint(code))
    .join('')
}

function lengthOf(text: string): number {
  return [...text].length
}
