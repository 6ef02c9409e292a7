// Passkeys (WebAuthn level 3), judged by @simplewebauthn/server; loaded when the first one is used.

import type { Passkey, PasskeyTool, Site } from '../usecases/user-ports.ts'

const NAME = 'Kirokubo 記録簿'

export const passkeyTool: PasskeyTool = {
  async creationOptions({ site, challenge, user, known }) {
    const { generateRegistrationOptions } = await library()
    return generateRegistrationOptions({
      rpName: NAME,
      rpID: hostOf(site),
      userName: user.email,
      userDisplayName: user.name,
      userID: new TextEncoder().encode(user.userId),
      challenge: own(challenge),
      excludeCredentials: listed(known),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  },
  async register({ site, challenge, answer }) {
    const { verifyRegistrationResponse } = await library()
    const found = await calmly(() =>
      verifyRegistrationResponse({
        response: answer as Parameters<typeof verifyRegistrationResponse>[0]['response'],
        ...expectations(site, challenge),
      }),
    )
    if (!found?.verified) return undefined
    const { id, publicKey, counter, transports = [] } = found.registrationInfo.credential
    return { passkeyId: id, publicKey: base64url(publicKey), counter, transports }
  },
  async requestOptions({ site, challenge, known }) {
    const { generateAuthenticationOptions } = await library()
    return generateAuthenticationOptions({
      rpID: hostOf(site),
      challenge: own(challenge),
      userVerification: 'required',
      ...(known.length > 0 ? { allowCredentials: listed(known) } : {}),
    })
  },
  async check({ site, challenge, answer, passkey }) {
    const { verifyAuthenticationResponse } = await library()
    const { passkeyId, publicKey, counter, transports } = passkey
    const found = await calmly(() =>
      verifyAuthenticationResponse({
        response: answer as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
        ...expectations(site, challenge),
        credential: {
          id: passkeyId,
          publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
          counter,
          transports,
        },
      }),
    )
    if (!found?.verified) return undefined
    return { ...passkey, counter: found.authenticationInfo.newCounter }
  },
}

const library = () => import('@simplewebauthn/server')

function expectations(site: Site, challenge: Uint8Array) {
  return {
    expectedChallenge: base64url(challenge),
    expectedOrigin: site,
    expectedRPID: hostOf(site),
    requireUserVerification: true,
  }
}

/** The library throws for whatever does not fit: to us all of it is one refusal. */
async function calmly<Result>(judge: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await judge()
  } catch {
    return undefined
  }
}

function hostOf(site: Site): string {
  return new URL(site).hostname
}

function listed(passkeys: readonly Passkey[]) {
  return passkeys.map(({ passkeyId, transports }) => ({ id: passkeyId, transports }))
}

/** Of an ArrayBuffer of its own, as the library's types ask. */
const own = (bytes: Uint8Array) => new Uint8Array(bytes)

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
