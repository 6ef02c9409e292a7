// The doctor's look at the certificate that signs papers.

import type { CheckResult } from './check-up.ts'
import { ConfigError, type ConfigFault, type SigningConfig } from './config.ts'
import { loadPdfSigner } from './pdf-signer.ts'

/** Time enough to have a new certificate issued. */
const RENEWAL_DAYS = 45

export async function checkSigning(signing: SigningConfig): Promise<CheckResult> {
  const what = 'Signing'
  try {
    const { subject, validTo } = await loadPdfSigner(signing)
    const days = Math.floor((validTo.getTime() - Date.now()) / 86_400_000)
    const until = validTo.toISOString().slice(0, 10)
    const stamped = signing.tsaUrl ? `with time stamps of ${signing.tsaUrl}` : 'without time stamp'
    const detail = `papers are signed ${stamped} as ${subject}; the certificate expires on ${until}`
    if (days < 0) {
      const fix = 'Put the renewed file in its place and start anew: until then no paper is issued.'
      return { what, state: 'fail', detail, fix }
    }
    if (days > RENEWAL_DAYS) return { what, state: 'ok', detail }
    const fix = `Renew it within ${days} days: afterwards no paper is issued.`
    return { what, state: 'warn', detail, fix }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [{ name, detail, fix }] = error.faults as [ConfigFault]
    return { what, state: 'fail', detail: `${name} ${detail}`, fix }
  }
}
