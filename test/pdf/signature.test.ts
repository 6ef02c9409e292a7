// Signed papers, judged by openssl and poppler: they hold, cover everything, and show every change.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { loadPdfSigner } from '../../src/runtimes/node/pdf-signer.ts'
import {
  type MadeP12,
  makeP12,
  openssl,
  takeApart,
  timestampAuthority,
} from '../support/signing.ts'
import { testWith } from '../support/tools.ts'
import { disclosedFull, producedAt, render } from './sample-document.ts'

const folder = mkdtempSync(join(tmpdir(), 'kirokubo-signature-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const KINDS = {
  RSA: ['rsa:2048'],
  EC: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
}
type Kind = keyof typeof KINDS
const made: Partial<Record<Kind, MadeP12>> = {}
function keyOf(kind: Kind): MadeP12 {
  made[kind] ??= makeP12(folder, kind, { newKey: KINDS[kind] })
  return made[kind]
}
let plain: Uint8Array

beforeAll(async () => {
  plain = await render(disclosedFull())
})

async function signed(kind: Kind, tsaUrl?: string): Promise<Uint8Array> {
  const signer = await loadPdfSigner({ ...keyOf(kind), tsaUrl })
  return signer.sign(plain, producedAt)
}

/** Throws unless the CMS holds over the bytes it covers, by the certificate given. */
function verifyCms(pdf: Uint8Array, kind: Kind): void {
  const { cms, covered } = takeApart(pdf)
  writeFileSync(at('signature.der'), cms)
  writeFileSync(at('covered'), covered)
  openssl(
    ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', at('signature.der')],
    ...[
      '-content',
      at('covered'),
      '-CAfile',
      keyOf(kind).certificateFile,
      '-purpose',
      'any',
      '-out',
      at('out'),
    ],
  )
}

for (const kind of ['RSA', 'EC'] as const) {
  testWith(
    'openssl',
    `a signature with an ${kind} key holds and covers the whole file`,
    async () => {
      const pdf = await signed(kind)
      verifyCms(pdf, kind)
      const [first, firstLength, second, secondLength] = takeApart(pdf).range
      expect([first, second! + secondLength!]).toEqual([0, pdf.length])
      expect(Buffer.from(pdf.subarray(firstLength, second)).toString('latin1')).toMatch(
        /^<[0-9a-f]+>$/,
      )
    },
  )

  testWith(
    'pdfsig',
    `a reader finds the ${kind} signature valid, over the total document`,
    async () => {
      writeFileSync(at(`${kind}.pdf`), await signed(kind))
      const words = execFileSync('pdfsig', ['-nocert', at(`${kind}.pdf`)], { encoding: 'utf8' })
      expect(words).toContain('Signature Validation: Signature is Valid.')
      expect(words).toContain('Total document signed')
      expect(words).toContain('Signature Type: ETSI.CAdES.detached')
      expect(words).toContain('Signing Hash Algorithm: SHA-256')
    },
  )
}

testWith('openssl', 'what was drawn stays byte for byte below the signature', async () => {
  const pdf = await signed('RSA')
  expect(Buffer.from(pdf.subarray(0, plain.length)).equals(plain)).toBe(true)
})

testWith('openssl', 'the same bytes, instant and RSA key give the same signed bytes', async () => {
  expect(await signed('RSA')).toEqual(await signed('RSA'))
})

testWith('openssl', 'one changed byte anywhere is found', async () => {
  const pdf = await signed('RSA')
  const { range } = takeApart(pdf)
  for (const place of [100, plain.length - 200, plain.length + 20, range[2]! + 5, pdf.length - 2]) {
    const changed = pdf.slice()
    changed[place]! ^= 1
    expect(() => verifyCms(changed, 'RSA'), `byte ${place}`).toThrow()
  }
})

testWith(
  'openssl',
  'the signature names its certificate, and leaves its time to the PDF',
  async () => {
    const pdf = await signed('RSA')
    writeFileSync(at('signature.der'), takeApart(pdf).cms)
    const words = openssl(
      ...['cms', '-cmsout', '-print', '-inform', 'DER', '-in', at('signature.der')],
    ).toString()
    const signer = words.slice(words.indexOf('signerInfos'))
    const attributes = [...signer.matchAll(/object: (\S+)/g)].map(([, name]) => name)
    expect(attributes).toEqual(['contentType', 'messageDigest', 'id-smime-aa-signingCertificateV2'])
    const der = openssl('x509', '-in', keyOf('RSA').certificateFile, '-outform', 'DER')
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(der))
    expect(takeApart(pdf).cms.includes(Buffer.from(digest))).toBe(true)
    expect(Buffer.from(pdf).toString('latin1')).toContain('/M (D:20261122010203Z)')
  },
)

testWith('openssl', 'a time stamp of the authority holds over the signature’s value', async () => {
  const authority = await timestampAuthority(folder)
  try {
    const pdf = await signed('EC', authority.url)
    verifyCms(pdf, 'EC')
    const { value, token } = stampOf(takeApart(pdf).cms)
    writeFileSync(at('value'), value)
    writeFileSync(at('token'), token)
    const verdict = openssl(
      ...['ts', '-verify', '-token_in', '-in', at('token'), '-data', at('value')],
      ...['-CAfile', authority.certificateFile],
    )
    expect(verdict.toString()).toContain('Verification: OK')
  } finally {
    authority.close()
  }
})

/** The value of the signature and the token in its unsigned attribute, found by openssl's own parser. */
function stampOf(cms: Buffer): { value: Buffer; token: Buffer } {
  writeFileSync(at('signature.der'), cms)
  const rows = openssl('asn1parse', '-inform', 'DER', '-in', at('signature.der'))
    .toString()
    .split('\n')
    .map(
      row => /^\s*(\d+):d=\s*(\d+)\s+hl=\s*(\d+) l=\s*(\d+) \w+:\s+(.*)/.exec(row)?.slice(1) ?? [],
    )
    .map(([offset, depth, head, length, words]) => ({
      offset: Number(offset),
      depth: Number(depth),
      bytes: cms.subarray(Number(offset), Number(offset) + Number(head) + Number(length)),
      content: cms.subarray(
        Number(offset) + Number(head),
        Number(offset) + Number(head) + Number(length),
      ),
      words: words ?? '',
    }))
  const named = rows.findIndex(({ words }) => words.includes('id-smime-aa-timeStampToken'))
  const value = rows.slice(0, named).findLast(({ words }) => words.startsWith('OCTET STRING'))!
  // The attribute's name is followed by a set with the token in it.
  return { value: value.content, token: rows[named + 2]!.bytes }
}

const ANSWERS = {
  'did not answer with a time stamp': () => ({ body: Buffer.from('<html>') }),
  'answered 500': () => ({ status: 500, body: Buffer.alloc(0) }),
  'answered another question': () => ({ body: readFileSync(at('earlier.tsr')) }),
  'answered with a token that does not hold': (reply: Buffer) => {
    reply[reply.length - 10]! ^= 1
    return { body: reply }
  },
}
for (const [words, spoil] of Object.entries(ANSWERS)) {
  testWith('openssl', `no paper is signed when the authority ${words}`, async () => {
    const good = await timestampAuthority(folder, body => {
      writeFileSync(at('earlier.tsr'), body)
      return { body }
    })
    await signed('RSA', good.url)
    good.close()
    const authority = await timestampAuthority(folder, spoil)
    try {
      await expect(signed('RSA', authority.url)).rejects.toMatchObject({
        code: 'signing_unavailable',
        message: `The time-stamping authority ${words}.`,
        fix: expect.stringContaining('Nothing was stored'),
      })
    } finally {
      authority.close()
    }
  })
}

testWith('openssl', 'no paper is signed when the authority cannot be reached', async () => {
  const authority = await timestampAuthority(folder)
  authority.close()
  await expect(signed('RSA', authority.url)).rejects.toMatchObject({
    code: 'signing_unavailable',
    message: 'The time-stamping authority could not be reached.',
  })
})

testWith('openssl', 'no paper is signed with a certificate that expired meanwhile', async () => {
  const signer = await loadPdfSigner({ ...keyOf('RSA'), tsaUrl: undefined })
  const later = new Date(signer.validTo.getTime() + 1000)
  await expect(signer.sign(plain, later)).rejects.toMatchObject({ code: 'signing_unavailable' })
})
