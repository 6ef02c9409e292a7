// Opens a PKCS#12 file: the private key that signs, its certificate, and the chain to its root.

import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import * as pkijs from 'pkijs'
import type { SigningIdentity } from '../../pdf/signature-cms.ts'

/** What is wrong with the file, and the mend; both may be shown to anyone. */
export class Pkcs12Fault extends Error {
  override name = 'Pkcs12Fault'
  readonly fix: string

  constructor(detail: string, fix: string) {
    super(detail)
    this.fix = fix
  }
}

export interface OpenedPkcs12 extends SigningIdentity {
  subject: string
  validFrom: Date
  validTo: Date
}

/** RFC 7292, 4.2. */
const BAG = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
} as const

/** Throws Pkcs12Fault. */
export async function openPkcs12(
  file: Uint8Array<ArrayBuffer>,
  password: string,
): Promise<OpenedPkcs12> {
  const bags = await openBags(file, new TextEncoder().encode(password).buffer)
  const keyBag = bags.find(({ bagId }) => bagId === BAG.key || bagId === BAG.shroudedKey)
  if (keyBag === undefined) {
    throw new Pkcs12Fault('holds no private key', 'Export it again together with its private key.')
  }
  const key = createPrivateKey({
    key: der(keyBag.bagValue),
    format: 'der',
    type: 'pkcs8',
    passphrase: password,
  })
  const certificates = bags
    .filter(({ bagId }) => bagId === BAG.certificate)
    .map(({ bagValue }) => (bagValue as pkijs.CertBag).parsedValue)
    .filter(value => value instanceof pkijs.Certificate)
  const certificate = certificates.find(one => new X509Certificate(der(one)).checkPrivateKey(key))
  if (certificate === undefined) {
    const fix = 'Export it again together with the certificate of that key.'
    throw new Pkcs12Fault('holds no certificate for its private key', fix)
  }
  const { subject, validFromDate, validToDate } = new X509Certificate(der(certificate))
  return {
    key: await signingKey(key),
    certificate,
    chain: certificates.filter(one => one !== certificate),
    subject: subject.replaceAll('\n', ', '),
    validFrom: validFromDate,
    validTo: validToDate,
  }
}

async function openBags(file: Uint8Array<ArrayBuffer>, password: ArrayBuffer) {
  let pfx: pkijs.PFX
  try {
    pfx = pkijs.PFX.fromBER(file)
  } catch {
    throw new Pkcs12Fault('is no PKCS#12 file', 'Give the .p12 or .pfx file of your certificate.')
  }
  try {
    await pfx.parseInternalValues({ password })
    const safe = pfx.parsedValue!.authenticatedSafe!
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) })
    const contents = safe.parsedValue.safeContents as { value: pkijs.SafeContents }[]
    return contents.flatMap(({ value }) => value.safeBags)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Integrity')) {
      const fix = 'Write its password into the file of KIROKUBO_PDF_P12_PASSWORD_FILE.'
      throw new Pkcs12Fault('does not open with the password given', fix)
    }
    // Windows exports with Triple DES unless told otherwise.
    throw new Pkcs12Fault(
      'is encrypted in a way that is not supported, such as RC2 or Triple DES',
      'Export it again with AES-256, or convert it: openssl pkcs12 -legacy -in OLD.p12 -nodes | openssl pkcs12 -export -out NEW.p12',
    )
  }
}

async function signingKey(key: KeyObject): Promise<CryptoKey> {
  const { asymmetricKeyType, asymmetricKeyDetails } = key
  const pkcs8 = new Uint8Array(key.export({ format: 'der', type: 'pkcs8' }))
  const curve = CURVES[asymmetricKeyDetails?.namedCurve ?? '']
  const bits = asymmetricKeyDetails?.modulusLength ?? 0
  if (asymmetricKeyType === 'rsa' && bits >= 2048) {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    return crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
  }
  if (asymmetricKeyType === 'ec' && curve !== undefined) {
    const algorithm = { name: 'ECDSA', namedCurve: curve }
    return crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
  }
  throw new Pkcs12Fault(
    'holds a key of a kind that readers of PDFs do not check',
    'Use an RSA key of 2048 bits or more, or an EC key on P-256, P-384 or P-521.',
  )
}

const CURVES: Record<string, string> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
}

function der(value: { toSchema(): { toBER(): ArrayBuffer } }): Buffer {
  return Buffer.from(value.toSchema().toBER())
}
