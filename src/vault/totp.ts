// Codes of authenticator apps (RFC 6238): six digits, half a minute each, SHA-1 as every app takes it.

import { Secret, TOTP } from 'otpauth'
import type { TotpTool } from '../usecases/user-ports.ts'

const ISSUER = 'Kirokubo'
const SECRET_BYTES = 20
const PERIOD_MS = 30_000

export const totpTool: TotpTool = {
  newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
  uri: ({ secret, email }) => totp(secret, email).toString(),
  stepOf({ secret, code, at }) {
    const delta = totp(secret).validate({ token: code, timestamp: at, window: 1 })
    return delta === null ? undefined : Math.floor(at / PERIOD_MS) + delta
  },
}

function totp(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret) })
}
