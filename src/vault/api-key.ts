// API keys: `kb_`, 30 random base62 digits, and 6 that check them, so that a mistyped or leaked key
// is recognised without a look at the database (contract 8).

import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_DIGITS = 30
const CHECK_DIGITS = 6
/** The contract leaves room for longer keys; no longer than a header need carry. */
const SHAPE = /^kb_([0-9A-Za-z]{30,120})([0-9A-Za-z]{6})$/

/** A new key of 178 random bits. Shown once; only its hash is kept. */
export function newApiKey(random: (size: number) => Uint8Array = randomBytes): string {
  let digits = ''
  while (digits.length < RANDOM_DIGITS) {
    for (const byte of random(RANDOM_DIGITS)) {
      // 248 is four times 62: bytes above it would favour the first digits.
      if (byte < 248 && digits.length < RANDOM_DIGITS) digits += ALPHABET[byte % 62]
    }
  }
  return `kb_${digits}${checkDigits(digits)}`
}

/** Whether the text has the shape of a key and its check digits fit; it may still be nobody's. */
export function isWellFormedApiKey(text: string): boolean {
  const parts = SHAPE.exec(text)
  return parts !== null && checkDigits(parts[1]!) === parts[2]
}

/** SHA-256, which suffices for a secret that was drawn and not chosen. */
export function hashApiKey(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}

/** What the use cases ask for of keys. */
export const apiKeyText = {
  create: () => newApiKey(),
  digest: (text: string): Uint8Array | undefined =>
    isWellFormedApiKey(text) ? hashApiKey(text) : undefined,
}

function checkDigits(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let at = 0; at < CHECK_DIGITS; at++) {
    digits = ALPHABET[rest % 62] + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}

/** CRC-32 of ASCII text, bit by bit: 30 characters need no table, and no runtime needs to have one. */
function crc32(text: string): number {
  let crc = 0xffffffff
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at)
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
