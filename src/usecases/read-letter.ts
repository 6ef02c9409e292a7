// Issued letters: the list of a request's, and the download of one, which is logged.

import { formatInstant } from '../domain/calendar-date.ts'
import { DomainError, notFound } from '../domain/domain-error.ts'
import { auditWrites } from './disclosure-file.ts'
import type { Edition, ProcedureKind } from './letter-document.ts'
import type { StoredLetter } from './letter-ports.ts'
import { openLetter } from './letter-storage.ts'
import type { Caller, Deps } from './ports.ts'

export interface IssuedLetter {
  letter_no: number
  kind: ProcedureKind
  doc_no: string
  /** Of the Japanese PDF, hex. */
  sha256: string
  issued_at: string
}

export function presentLetter(letter: StoredLetter): IssuedLetter {
  return {
    letter_no: letter.letterNo,
    kind: letter.kind,
    doc_no: letter.docNo,
    sha256: letter.sha256,
    issued_at: formatInstant(letter.issuedAt),
  }
}

/** In the order they were issued. Names nobody. Throws not_found. */
export async function listLetters(
  { stores }: Pick<Deps, 'stores'>,
  requestNo: string,
): Promise<IssuedLetter[]> {
  if (!(await stores.disclosures.find(requestNo))) throw notFound()
  return (await stores.letters.listOf(requestNo)).map(presentLetter)
}

/** Throws not_found. */
export async function findLetter(
  { stores }: Pick<Deps, 'stores'>,
  letterNo: number,
): Promise<StoredLetter> {
  const letter = await stores.letters.find(letterNo)
  if (!letter) throw notFound()
  return letter
}

/** Throws not_found, also for an edition that was never drawn; letter_gone. */
export async function readLetter(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { letterNo, edition }: { letterNo: number; edition: Edition },
): Promise<{ bytes: Uint8Array<ArrayBuffer>; fileName: string }> {
  const letter = await findLetter(deps, letterNo)
  const bytes = await openLetter(deps, letterNo, edition)
  if (!bytes) {
    const isThere = edition !== 'ja' && (await openLetter(deps, letterNo, 'ja')) !== undefined
    if (isThere) throw notFound()
    throw new DomainError('letter_gone', `Letter ${letterNo} was erased with its request.`, {
      fix: 'Nothing is left of it but its number, day and digest.',
    })
  }
  await deps.stores.commit(
    auditWrites(deps, caller, 'letter.read', {
      letter_no: letterNo,
      request_no: letter.requestNo,
      edition,
    }),
  )
  return { bytes, fileName: `kiroku_${letter.docNo}.pdf` }
}
