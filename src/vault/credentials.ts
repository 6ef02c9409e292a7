// The tools that judge what people prove themselves with.

import type { CredentialTools } from '../usecases/user-ports.ts'
import { passkeyTool } from './passkeys.ts'
import { passwordTool } from './password.ts'
import { totpTool } from './totp.ts'

export const credentialTools: CredentialTools = {
  passwords: passwordTool,
  totp: totpTool,
  passkeys: passkeyTool,
}
