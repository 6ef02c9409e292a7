// Changing the own password, and the codes for whoever loses the second factor.

import type { SignedIn } from './console-sessions.ts'
import { hasSecondFactor } from './console-users.ts'
import { passwordCredential } from './one-time-links.ts'
import { idsOf, newRecoveryCodes, proveAgain, type Renewed, renew } from './prove-again.ts'
import type { SignInDeps } from './sign-in.ts'

/** Ends every other session and a link that is open. Throws password_wrong, password_too_short, …_long, …_common. */
export async function changePassword(
  deps: SignInDeps,
  me: SignedIn,
  { current, wanted }: { current: string; wanted: string },
): Promise<Renewed> {
  const proofs = await proveAgain(deps, me, current)
  const { userId, name, email } = me.user
  const credential = await passwordCredential(deps, {
    userId,
    own: [name, email],
    password: wanted,
    hasSecondFactor: hasSecondFactor(proofs),
  })
  const writes = [
    deps.stores.users.removeCredentials(idsOf([proofs.password])),
    ...deps.stores.users.insertCredentials([credential]),
    deps.stores.sessions.endAll(userId, me.session.sessionId),
    // Whoever was given one before would set another password with it.
    deps.stores.sessions.removeLinks(userId),
  ]
  return renew(deps, me, { kind: 'user.password_changed', proofs, writes })
}

/** Makes those before worthless. Throws password_wrong. */
export async function replaceRecoveryCodes(
  deps: SignInDeps,
  me: SignedIn,
  password: string,
): Promise<Renewed> {
  const proofs = await proveAgain(deps, me, password)
  const codes = newRecoveryCodes(deps, me.user.userId)
  const writes = [
    deps.stores.users.removeCredentials(proofs.recoveryCodes.map(one => one.credentialId)),
    ...deps.stores.users.insertCredentials(codes.credentials),
  ]
  const renewed = await renew(deps, me, { kind: 'user.recovery_codes_made', proofs, writes })
  return { ...renewed, recoveryCodes: codes.texts }
}
