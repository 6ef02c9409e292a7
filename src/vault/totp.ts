// Codes of authenticator apps (RFC 6238): six digits, half a minute each, SHA-1 as every app takes it.
// The library is loaded when the first one is used.

import type { TotpTool } from '../usecases/user-ports.ts'

const ISSUER = 'Kirokubo'
const SECRET_BYTES = 20
const PERIOD_MS = 30_000

export const totpTool: TotpTool = {
  async newSecret() {
    const { Secret } = await library()
    return new Secret({ size: SECRET_BYTES }).base32
  },
  uri: async ({ secret, email }) => (await totp(secret, email)).toString(),
  async stepOf({ secret, code, at }) {
    const delta = (await totp(secret)).validate({ token: code, timestamp: at, window: 1 })
    return delta === null ? undefined : Math.floor(at / PERIOD_MS) + delta
  },
}

const library = () => import('otpauth')

async function totp(secret: string, label = '') {
  const { Secret, TOTP } = await library()
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret) })
}
