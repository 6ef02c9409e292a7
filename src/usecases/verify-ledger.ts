// Verifying a ledger from its contents: whatever is sealed opens, and says what its digest says.

import { openReason } from './append-version.ts'
import { digestBytes } from './byte-chunks.ts'
import { openFiles } from './disclosure-file.ts'
import { openPart } from './extract-storage.ts'
import { EDITIONS } from './letter-document.ts'
import { openLetter } from './letter-storage.ts'
import type { Deps, StoredWording } from './ports.ts'
import { keyOf, openWording, prepareWording, type WordingKind } from './wordings.ts'

export interface Verification {
  records: number
  wordings: number
  amendments: number
  disclosure_requests: number
  extracts: number
  letters: number
  /** What does not hold, by ids only. */
  faults: string[]
}

type VerifyDeps = Pick<Deps, 'vault' | 'stores'>

const PAGE = 1000
const KINDS: readonly WordingKind[] = ['data_subject', 'third_party', 'items', 'terms']

/** Reads everything once, in pages; nobody's data leaves. */
export async function verifyLedger(deps: VerifyDeps): Promise<Verification> {
  const faults: string[] = []
  const counters = await deps.stores.records.counters()
  const wordings = await verifyWordings(deps, counters.wordingId, faults)
  const records = await verifyRecords(deps, counters.recordNo, { wordings, faults })
  return {
    ...records,
    wordings: wordings.size,
    disclosure_requests: await verifyRequests(deps, faults),
    extracts: await verifyExtracts(deps, faults),
    letters: await verifyLetters(deps, faults),
    faults,
  }
}

async function verifyWordings(deps: VerifyDeps, last: number, faults: string[]) {
  const known = new Set<number>()
  for (const ids of pagesOf(last)) {
    for (const wording of await deps.stores.wordings.find(ids)) {
      known.add(wording.wordingId)
      const fault = wordingFault(deps, wording)
      if (fault) faults.push(`wording ${wording.wordingId} ${fault}`)
    }
  }
  return known
}

function wordingFault({ vault }: VerifyDeps, wording: StoredWording): string | undefined {
  let plain: unknown
  try {
    plain = openWording(vault, wording)
  } catch {
    return 'does not open'
  }
  const digest = keyOf(wording.digest)
  const fits = KINDS.some(kind => prepareWording(vault, kind, plain).key === digest)
  return fits ? undefined : 'reads otherwise than its digest says'
}

async function verifyRecords(
  deps: VerifyDeps,
  last: number,
  { wordings, faults }: { wordings: Set<number>; faults: string[] },
) {
  let records = 0
  let amendments = 0
  for (const recordNos of pagesOf(last)) {
    for (const record of await deps.stores.records.findCurrent(recordNos, 'all')) {
      records += 1
      const named = [
        record.thirdPartyWordingId,
        record.itemsWordingId,
        record.termsWordingId,
        ...record.lines,
      ].filter(id => id !== null)
      const gone = named.filter(id => !wordings.has(id))
      if (gone.length > 0) {
        faults.push(
          `record ${record.recordNo} names wordings that are not there: ${gone.join(' ')}`,
        )
      }
    }
    for (const amendment of await deps.stores.records.findAmendments(recordNos)) {
      amendments += 1
      const { recordNo, version } = amendment
      if (!opens(() => openReason(deps, amendment))) {
        faults.push(`the reason of version ${version} of record ${recordNo} does not open`)
      }
    }
  }
  return { records, amendments }
}

async function verifyRequests(deps: VerifyDeps, faults: string[]): Promise<number> {
  const { disclosures } = deps.stores
  let count = 0
  for (let after: string | undefined; ; ) {
    const page = await disclosures.list({ limit: PAGE, ...(after ? { after } : {}) })
    count += page.length
    for (const request of page) {
      try {
        await openFiles(deps, [request])
      } catch {
        faults.push(`disclosure request ${request.requestNo} does not open`)
      }
    }
    if (page.length < PAGE) return count
    after = page.at(-1)?.requestNo
  }
}

async function verifyExtracts(deps: VerifyDeps, faults: string[]): Promise<number> {
  const { disclosures } = deps.stores
  const { extractNo: last } = await disclosures.lastExtract(0)
  let count = 0
  for (let extractNo = 1; extractNo <= last; extractNo++) {
    if (!(await disclosures.findExtract(extractNo))) continue
    count += 1
    for (const { edition, volume, sha256 } of await disclosures.findFiles(extractNo)) {
      try {
        const pdf = await openPart(deps, { extractNo, part: 'pdf', edition, volume })
        // Without bytes it was erased with the register of requests.
        if (pdf && (await digestBytes(pdf)) !== sha256) {
          faults.push(`extract ${extractNo} is not the document that was issued`)
        }
      } catch {
        faults.push(`extract ${extractNo} does not open`)
      }
    }
  }
  return count
}

async function verifyLetters(deps: VerifyDeps, faults: string[]): Promise<number> {
  const { letters } = deps.stores
  const { letterNo: last } = await letters.last(0)
  let count = 0
  for (let letterNo = 1; letterNo <= last; letterNo++) {
    const letter = await letters.find(letterNo)
    if (!letter) continue
    count += 1
    try {
      for (const edition of EDITIONS) {
        const pdf = await openLetter(deps, letterNo, edition)
        // The digest is the Japanese edition's; without bytes the letter was erased with its request.
        if (pdf && edition === 'ja' && (await digestBytes(pdf)) !== letter.sha256) {
          faults.push(`letter ${letterNo} is not the letter that was issued`)
        }
      }
    } catch {
      faults.push(`letter ${letterNo} does not open`)
    }
  }
  return count
}

function opens(open: () => unknown): boolean {
  try {
    open()
    return true
  } catch {
    return false
  }
}

function* pagesOf(last: number): Generator<number[]> {
  for (let first = 1; first <= last; first += PAGE) {
    yield Array.from({ length: Math.min(PAGE, last - first + 1) }, (_, n) => first + n)
  }
}
