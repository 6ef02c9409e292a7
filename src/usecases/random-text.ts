// Random ids that people may read out, and random texts that open something.

const ID_LENGTH = 12
const TOKEN_BYTES = 32
/** RFC 4648 base32 in lower case: no 0, 1, 8 or 9 to misread. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** Names a thing, opens nothing. */
export function newId(length = ID_LENGTH): string {
  return Array.from(randomBytes(length), byte => BASE32[byte % 32]).join('')
}

/** 256 random bits, for a URL or a cookie. */
export function newToken(): string {
  return Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url')
}

export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count))
}
