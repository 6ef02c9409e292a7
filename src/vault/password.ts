// Passwords: scrypt (RFC 7914), with its parameters in the text of the hash, so that they can grow.

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { PasswordTool } from '../usecases/user-ports.ts'

/** OWASP's setting of 32 MiB: a Worker's isolate has 128 of them. */
const COST = { ln: 15, r: 8, p: 3 }
const SALT_BYTES = 16
const HASH_BYTES = 32
const SHAPE = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/

/** `$scrypt$ln=15,r=8,p=3$salt$hash`, both in base64url. */
export const passwordTool: PasswordTool = {
  async hash(password) {
    const salt = randomBytes(SALT_BYTES)
    return format(salt, await derive(password, salt, COST))
  },
  async matches(password, hash) {
    const [, ln, r, p, salt, wanted] = SHAPE.exec(hash) ?? []
    if (!salt || !wanted) throw new Error('a password hash has a shape that nobody wrote')
    const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
    const found = await derive(password, Buffer.from(salt, 'base64url'), cost)
    return timingSafeEqual(found, Buffer.from(wanted, 'base64url'))
  },
  // Found by no password: all zeros would need a preimage.
  ofNobody: format(Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES)),
}

function derive(password: string, salt: Uint8Array, cost: typeof COST): Promise<Buffer> {
  const N = 2 ** cost.ln
  const options: ScryptOptions = { N, r: cost.r, p: cost.p, maxmem: 256 * N * cost.r }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function format(salt: Buffer, hash: Buffer): string {
  const { ln, r, p } = COST
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}
