// The operator's PKCS#12 at start: what is wrong with it is told in words, with the mend.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkSigning } from '../../src/runtimes/node/check-signing.ts'
import { ConfigError, loadConfig } from '../../src/runtimes/node/config.ts'
import { loadPdfSigner } from '../../src/runtimes/node/pdf-signer.ts'
import { CliLedger } from '../support/cli.ts'
import { makeP12, openssl, PASSWORD } from '../support/signing.ts'
import { testWith } from '../support/tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'kirokubo-p12-'))
const at = (name: string) => join(folder, name)
const ledger = new CliLedger()
afterAll(() => {
  ledger.remove()
  rmSync(folder, { recursive: true })
})

const DAY = 86_400_000

async function faultOf(p12File: string, passwordFile: string): Promise<string> {
  const error = await loadPdfSigner({ p12File, passwordFile, tsaUrl: undefined }).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigError)
  const { faults } = error as ConfigError
  expect(faults).toHaveLength(1)
  expect(faults[0]!.name).toBe('KIROKUBO_PDF_P12_FILE')
  expect(faults[0]!.fix).not.toBe('')
  return `${faults[0]!.detail} → ${faults[0]!.fix}`
}

testWith('openssl', 'a PKCS#12 that signs is opened, with its chain', async () => {
  const made = makeP12(folder, 'signer')
  const signer = await loadPdfSigner({ ...made, tsaUrl: undefined })
  expect(signer.subject).toContain('CN=signer')
  expect(signer.validTo.getTime()).toBeGreaterThan(Date.now() + 3000 * DAY)
})

testWith(
  'openssl',
  'a certificate that expired signs nothing, and stops nothing else',
  async () => {
    const signer = await loadPdfSigner({ ...makeP12(folder, 'dated'), tsaUrl: undefined })
    const later = new Date(signer.validTo.getTime() + 1_000)
    await expect(signer.sign(new Uint8Array(), later)).rejects.toMatchObject({
      code: 'signing_unavailable',
    })
  },
)

testWith('openssl', 'each way to be unusable has its own words', async () => {
  const { p12File, passwordFile, certificateFile } = makeP12(folder, 'good')
  writeFileSync(at('text.p12'), 'this is no PKCS#12')
  expect(await faultOf(at('text.p12'), passwordFile)).toContain('is no PKCS#12 file')

  writeFileSync(at('wrong'), 'another')
  expect(await faultOf(p12File, at('wrong'))).toContain('does not open with the password')

  openssl(
    ...['pkcs12', '-export', '-nokeys', '-in', certificateFile, '-out', at('public.p12')],
    ...['-passout', `pass:${PASSWORD}`],
  )
  expect(await faultOf(at('public.p12'), passwordFile)).toContain('holds no private key')

  const other = makeP12(folder, 'other')
  openssl(
    ...['pkcs12', '-export', '-inkey', at('good.key'), '-out', at('lonely.p12'), '-nocerts'],
    ...['-passout', `pass:${PASSWORD}`],
  )
  expect(await faultOf(at('lonely.p12'), other.passwordFile)).toContain('holds no certificate')

  const weak = makeP12(folder, 'weak', { newKey: ['rsa:1024'] })
  expect(await faultOf(weak.p12File, weak.passwordFile)).toContain('RSA key of 2048 bits')

  const old = makeP12(folder, 'old', {
    exportWith: ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
  })
  expect(await faultOf(old.p12File, old.passwordFile)).toContain('openssl pkcs12 -legacy')
})

test('settings of signing are checked at start, all at once', () => {
  const faultsOf = (env: Record<string, string>) => {
    try {
      loadConfig(env)
    } catch (error) {
      return (error as ConfigError).faults.map(({ name, detail }) => `${name} ${detail}`)
    }
    return []
  }
  expect(
    faultsOf({
      KIROKUBO_PDF_P12_FILE: at('absent.p12'),
      KIROKUBO_PDF_P12_PASSWORD_FILE: at('absent'),
      KIROKUBO_PDF_TSA_URL: 'tsa.example.jp',
    }),
  ).toEqual([
    `KIROKUBO_PDF_P12_FILE is ${at('absent.p12')}, which is not a file that this account can read`,
    `KIROKUBO_PDF_P12_PASSWORD_FILE is ${at('absent')}, which is not a file that this account can read`,
    'KIROKUBO_PDF_TSA_URL is not a URL with http:// or https://',
  ])
  expect(faultsOf({ KIROKUBO_PDF_TSA_URL: 'https://tsa.example.jp' })).toEqual([
    'KIROKUBO_PDF_TSA_URL is set, but KIROKUBO_PDF_P12_FILE is not',
  ])
})

testWith('openssl', 'the service does not start with a key that it cannot use', async () => {
  const { p12File } = makeP12(folder, 'locked')
  writeFileSync(at('mistaken'), 'mistaken')
  const { code, stderr } = await ledger.run(['serve'], {
    KIROKUBO_PDF_P12_FILE: p12File,
    KIROKUBO_PDF_P12_PASSWORD_FILE: at('mistaken'),
  })
  expect(code).toBe(2)
  expect(stderr).toContain(`KIROKUBO_PDF_P12_FILE is ${p12File}, which does not open`)
  expect(stderr).toContain('→ Write its password into the file of KIROKUBO_PDF_P12_PASSWORD_FILE')
})

testWith('openssl', 'the doctor says when the certificate expires, and warns in time', async () => {
  const day = new Date(Date.now() + 400 * DAY).toISOString().slice(0, 10)
  const signing = { ...makeP12(folder, 'lasting', { days: 400 }), tsaUrl: undefined }
  expect(await checkSigning(signing)).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining(`CN=lasting; the certificate expires on ${day}`),
  })
  const ending = { ...makeP12(folder, 'ending', { days: 30 }), tsaUrl: undefined }
  expect(await checkSigning(ending)).toMatchObject({
    state: 'warn',
    fix: expect.stringMatching(/^Renew it within (29|30) days/),
  })
  expect(await checkSigning({ ...ending, passwordFile: undefined })).toMatchObject({
    state: 'fail',
    detail: expect.stringContaining('does not open with the password given'),
  })
})
