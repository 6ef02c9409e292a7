// Invented certificates as PKCS#12 files, a time-stamping authority on this machine, and a signature taken apart.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export const PASSWORD = 'kakuu pass-1'

export interface MadeP12 {
  p12File: string
  passwordFile: string
  certificateFile: string
}

export function openssl(...args: string[]): Buffer {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
}

export interface P12Options {
  /** As openssl's -newkey takes it. */
  newKey?: string[]
  /** For `openssl pkcs12 -export`. */
  exportWith?: string[]
  days?: number
  extensions?: string[]
}

export function makeP12(folder: string, name: string, options: P12Options = {}): MadeP12 {
  const { newKey = ['rsa:2048'], exportWith = [], days = 3650, extensions = [] } = options
  const at = (ending: string) => join(folder, `${name}.${ending}`)
  openssl(
    ...['req', '-x509', '-utf8', '-nodes', '-newkey', ...newKey, '-days', String(days)],
    ...['-subj', `/C=JP/O=株式会社架空スマイル/CN=${name}`],
    ...extensions.flatMap(one => ['-addext', one]),
    ...['-keyout', at('key'), '-out', at('crt')],
  )
  openssl(
    ...['pkcs12', '-export', '-inkey', at('key'), '-in', at('crt'), '-out', at('p12')],
    ...['-passout', `pass:${PASSWORD}`, ...exportWith],
  )
  writeFileSync(at('password'), `${PASSWORD}\n`)
  return { p12File: at('p12'), passwordFile: at('password'), certificateFile: at('crt') }
}

export interface Authority {
  url: string
  certificateFile: string
  close(): void
}

/** RFC 3161 by `openssl ts`. `spoil` may change what it answers. */
export async function timestampAuthority(
  folder: string,
  spoil: (reply: Buffer) => { status?: number; body: Buffer } = body => ({ body }),
): Promise<Authority> {
  const { certificateFile } = makeP12(folder, 'tsa', {
    extensions: ['extendedKeyUsage=critical,timeStamping'],
  })
  const at = (name: string) => join(folder, name)
  writeFileSync(at('tsa.serial'), '01')
  writeFileSync(
    at('tsa.cnf'),
    `[tsa]\nserial = ${at('tsa.serial')}\ndefault_policy = 1.2.3.4\ndigests = sha256\n` +
      `signer_digest = sha256\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n`,
  )
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    writeFileSync(at('query.tsq'), Buffer.concat(parts))
    openssl(
      ...['ts', '-reply', '-config', at('tsa.cnf'), '-section', 'tsa'],
      ...['-signer', certificateFile, '-inkey', at('tsa.key')],
      ...['-queryfile', at('query.tsq'), '-out', at('reply.tsr')],
    )
    const { status = 200, body } = spoil(readFileSync(at('reply.tsr')))
    response.writeHead(status, { 'Content-Type': 'application/timestamp-reply' }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, certificateFile, close: () => server.close() }
}

/** The CMS (DER, its padding cut off) and the bytes it covers, by the file's own /ByteRange. */
export function takeApart(pdf: Uint8Array): { cms: Buffer; covered: Buffer; range: number[] } {
  const bytes = Buffer.from(pdf)
  const words = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(bytes.toString('latin1'))
  const range = words!.slice(1).map(Number)
  const [first, firstLength, second, secondLength] = range as [number, number, number, number]
  const padded = Buffer.from(bytes.subarray(firstLength + 1, second - 1).toString('latin1'), 'hex')
  // DER: 30 82 and two bytes of length.
  const cms = padded.subarray(0, padded.readUInt16BE(2) + 4)
  const covered = Buffer.concat([
    bytes.subarray(first, firstLength),
    bytes.subarray(second, second + secondLength),
  ])
  return { cms, covered, range }
}
