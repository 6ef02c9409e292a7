// Signs papers with the operator's PKCS#12, and with a time stamp where an authority is set.

import { readFileSync } from 'node:fs'
import type { ContentInfo } from 'pkijs'
import { DomainError } from '../../domain/domain-error.ts'
import { type PdfSigner, signPdf } from '../../pdf/sign.ts'
import { createCms } from '../../pdf/signature-cms.ts'
import { askTimestamp, TimestampError } from '../../pdf/signature-timestamp.ts'
import { ConfigError, type SigningConfig } from './config.ts'
import { systemCode } from './fault.ts'
import { type OpenedPkcs12, openPkcs12, Pkcs12Fault } from './pkcs12.ts'

/** The DER of one ECDSA signature is a few bytes longer than that of another. */
const ROOM_TO_VARY = 16
/** Authorities' tokens, with their certificates, take 3 to 8 KiB. */
const ROOM_OF_TIMESTAMP = 16_384
const TIMESTAMP_PATIENCE_MS = 15_000

export interface LoadedSigner extends PdfSigner {
  subject: string
  validTo: Date
}

/**
 * Throws ConfigError: the file does not open, or has no key that signs. A certificate that expired refuses
 * to sign and nothing else: what is provided goes on being recorded.
 */
export async function loadPdfSigner({
  p12File,
  passwordFile,
  tsaUrl,
}: SigningConfig): Promise<LoadedSigner> {
  const identity = await openIdentity(p12File, passwordFile)
  const { subject, validTo } = identity
  const sample = await createCms(new Uint8Array(32), identity)
  const room = sample.length + ROOM_TO_VARY + (tsaUrl ? ROOM_OF_TIMESTAMP : 0)
  const stampOf = tsaUrl
    ? (signature: Uint8Array<ArrayBuffer>) =>
        askTimestamp(signature, query => postTo(tsaUrl, query))
          .then(fitting)
          .catch(refuseWithout)
    : undefined
  return {
    subject,
    validTo,
    async sign(pdf, at) {
      const expired = `The signing certificate expired on ${day(validTo)}.`
      if (at > validTo) throw unavailable(expired, RENEW)
      return signPdf(pdf, at, { room, cms: digest => createCms(digest, identity, stampOf) })
    },
  }
}

const P12 = 'KIROKUBO_PDF_P12_FILE'
const RENEW =
  'Put the renewed PKCS#12 file in the place of KIROKUBO_PDF_P12_FILE, start the service anew, then issue again. Nothing was stored.'

async function openIdentity(
  p12File: string,
  passwordFile: string | undefined,
): Promise<OpenedPkcs12> {
  try {
    const file = new Uint8Array(readFileSync(p12File))
    const password = passwordFile ? readFileSync(passwordFile, 'utf8').replace(/\r?\n$/, '') : ''
    return await openPkcs12(file, password)
  } catch (error) {
    if (error instanceof Pkcs12Fault) {
      const detail = `is ${p12File}, which ${error.message}`
      throw new ConfigError([{ name: P12, detail, fix: error.fix }])
    }
    const code = systemCode(error)
    if (code === undefined) throw error
    const detail = `and its password file cannot be read (${code})`
    const fix = 'Give both files to the account that runs Kirokubo.'
    throw new ConfigError([{ name: P12, detail, fix }])
  }
}

async function postTo(url: string, query: Uint8Array<ArrayBuffer>) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/timestamp-query' },
      body: query,
      signal: AbortSignal.timeout(TIMESTAMP_PATIENCE_MS),
    })
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
    throw new TimestampError(`answered ${answer.status}`)
  } catch (error) {
    if (error instanceof TimestampError) throw error
    throw new TimestampError('could not be reached', { cause: error })
  }
}

function fitting(token: ContentInfo): ContentInfo {
  const { byteLength } = token.toSchema().toBER()
  if (byteLength <= ROOM_OF_TIMESTAMP) return token
  throw new TimestampError(
    `sent a token of ${byteLength} bytes; ${ROOM_OF_TIMESTAMP} are kept free`,
  )
}

function refuseWithout(error: unknown): never {
  if (!(error instanceof TimestampError)) throw error
  throw unavailable(
    `The time-stamping authority ${error.message}.`,
    'Nothing was stored: issue again later. Check KIROKUBO_PDF_TSA_URL and the way there; unset it to sign without time stamp.',
  )
}

function unavailable(detail: string, fix: string): DomainError {
  return new DomainError('signing_unavailable', detail, { fix })
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
