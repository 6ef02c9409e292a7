// Verifying a ledger from its contents: whatever is sealed is there, opens, and says what its digest says.

import { openNote } from './amendment-note.ts'
import { digestBytes } from './byte-chunks.ts'
import { type DisclosureFile, openFiles } from './disclosure-file.ts'
import type { ExtractFile, ExtractPart, ExtractPlace } from './disclosure-ports.ts'
import { openPart } from './extract-storage.ts'
import { EDITIONS, type Edition } from './letter-document.ts'
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
const DATA_PARTS = ['json', 'csv'] as const
const KINDS: readonly WordingKind[] = ['data_subject', 'third_party', 'items', 'terms']

/** Reads everything once, in pages; nobody's data leaves. */
export async function verifyLedger(deps: VerifyDeps): Promise<Verification> {
  const faults: string[] = []
  const counters = await deps.stores.records.counters()
  const wordings = await verifyWordings(deps, counters.wordingId, faults)
  const records = await verifyRecords(deps, counters.recordNo, { wordings, faults })
  const requests = await verifyRequests(deps, faults)
  return {
    ...records,
    wordings: wordings.size,
    disclosure_requests: requests.size,
    extracts: await verifyExtracts(deps, requests, faults),
    letters: await verifyLetters(deps, requests, faults),
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
      if (!opens(() => openNote(deps, amendment))) {
        faults.push(`the reason of version ${version} of record ${recordNo} does not open`)
      }
    }
  }
  return { records, amendments }
}

/** Of each request, the editions of its papers that must be there: none once its person was taken out. */
type Requests = ReadonlyMap<string, readonly Edition[]>

async function verifyRequests(deps: VerifyDeps, faults: string[]): Promise<Requests> {
  const { disclosures } = deps.stores
  const requests = new Map<string, readonly Edition[]>()
  for (let after: string | undefined; ; ) {
    const page = await disclosures.list({ limit: PAGE, ...(after ? { after } : {}) })
    for (const stored of page) {
      const { requestNo } = stored
      requests.set(requestNo, stored.redactedAt === null ? ['ja'] : [])
      try {
        const [file] = await openFiles(deps, [stored])
        const { translation } = (file as DisclosureFile).request
        if (stored.redactedAt === null && translation) requests.set(requestNo, ['ja', translation])
      } catch {
        faults.push(`disclosure request ${requestNo} does not open`)
      }
    }
    if (page.length < PAGE) return requests
    after = page.at(-1)?.requestNo
  }
}

async function verifyExtracts(
  deps: VerifyDeps,
  requests: Requests,
  faults: string[],
): Promise<number> {
  const { disclosures } = deps.stores
  const { extractNo: last } = await disclosures.lastExtract(0)
  let count = 0
  for (let extractNo = 1; extractNo <= last; extractNo++) {
    const extract = await disclosures.findExtract(extractNo)
    if (!extract) continue
    count += 1
    const isErased = requests.get(extract.requestNo)?.length === 0
    const found = new Set<string>()
    for (const { part, sha256, ...place } of partsOf(await disclosures.findFiles(extractNo))) {
      const open = () => openPart(deps, { extractNo, part, ...place })
      const fault = await fileFault(open, { isErased, sha256, part })
      if (fault) found.add(`extract ${extractNo} ${fault}`)
    }
    faults.push(...found)
  }
  return count
}

/** Every file of an extract: the digest is the PDF's, the data belong to the Japanese edition. */
function partsOf(files: readonly ExtractFile[]) {
  type Part = Omit<ExtractPlace, 'extractNo'> & { sha256?: string }
  return files.flatMap(({ edition, volume, sha256 }): Part[] => [
    { part: 'pdf', edition, volume, sha256 },
    ...(edition === 'ja' ? DATA_PARTS.map(part => ({ part, edition, volume })) : []),
    ...(edition === 'ja' && volume === 1 ? [{ part: 'manifest', edition, volume } as const] : []),
  ])
}

async function verifyLetters(
  deps: VerifyDeps,
  requests: Requests,
  faults: string[],
): Promise<number> {
  const { letters } = deps.stores
  const { letterNo: last } = await letters.last(0)
  let count = 0
  for (let letterNo = 1; letterNo <= last; letterNo++) {
    const letter = await letters.find(letterNo)
    if (!letter) continue
    count += 1
    const editions = requests.get(letter.requestNo) ?? []
    const found = new Set<string>()
    for (const edition of EDITIONS) {
      const fault = await fileFault(() => openLetter(deps, letterNo, edition), {
        isErased: !editions.includes(edition),
        // The digest is the Japanese edition's.
        ...(edition === 'ja' ? { sha256: letter.sha256 } : {}),
        part: 'pdf',
      })
      if (fault) found.add(`letter ${letterNo} ${fault}`)
    }
    faults.push(...found)
  }
  return count
}

/** Without bytes a file is lost, unless it was erased with its request. */
async function fileFault(
  open: () => Promise<Uint8Array<ArrayBuffer> | undefined>,
  { isErased, sha256, part }: { isErased: boolean; sha256?: string; part: ExtractPart },
): Promise<string | undefined> {
  try {
    const bytes = await open()
    if (!bytes) return isErased ? undefined : `has lost its ${part}`
    const fits = sha256 === undefined || (await digestBytes(bytes)) === sha256
    return fits ? undefined : 'is not the document that was issued'
  } catch {
    return 'does not open'
  }
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
