// Issuing a letter of the procedure (documents.md 2.5, 3, 6.4–6.7): drawn once, stored sealed, the same bytes
// ever after. Records are never read: the letter is the same whether or not there are any.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import type { PostedLetter } from '../domain/letter-schema.ts'
import { digestBytes } from './byte-chunks.ts'
import { type DisclosureFile, openFile, today, writeSteps } from './disclosure-file.ts'
import { seriesOf } from './document-number.ts'
import { refuseMissingGlyphs } from './extract-glyphs.ts'
import { letterBase } from './letter-base.ts'
import { letterContent } from './letter-content.ts'
import type { Edition, LetterDocument } from './letter-document.ts'
import type { StoredLetter } from './letter-ports.ts'
import { sealLetter } from './letter-storage.ts'
import type { Caller, Deps } from './ports.ts'
import { type IssuedLetter, presentLetter } from './read-letter.ts'
import { retryStale } from './retry-stale.ts'

/**
 * Each call issues a letter of its own.
 * Throws not_found, request_closed, letter_does_not_fit, letterhead_missing, invalid_body, glyph_missing.
 */
export function issueLetter(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, letter }: { requestNo: string; letter: PostedLetter },
): Promise<IssuedLetter> {
  const issue = async () => {
    const file = await openFile(deps, requestNo)
    refuseClosed(file, letter.kind)
    const issuedOn = today(deps)
    const { seriesYear, docNo } = seriesOf(deps.operator.letter_no_format, issuedOn)
    const last = await deps.stores.letters.last(seriesYear)
    const seriesNumber = last.seriesNumber + 1
    const number = { letterNo: last.letterNo + 1, seriesYear, seriesNumber }
    const document = await compose(deps, file, {
      letter,
      docNo: docNo(seriesNumber),
      issuedOn,
    })
    return presentLetter(await drawAndStore(deps, caller, { file, document, number }))
  }
  // Numbers are taken before drawing: letters at the same time would draw each other stale.
  const inTurn = deps.printer.inTurn ?? (work => work())
  return inTurn(() => retryStale(issue))
}

/** What is only said while the answer is still to come. */
const BEFORE_THE_ANSWER: readonly PostedLetter['kind'][] = [
  'acknowledgement',
  'completion_request',
  'new_reply_date',
  'method_consultation',
  'method_change',
]

function refuseClosed({ requestNo, state, steps }: DisclosureFile, kind: PostedLetter['kind']) {
  const redacted = steps.at(-1)?.kind === 'redacted'
  const late = state.status === 'closed' && BEFORE_THE_ANSWER.includes(kind)
  if (!redacted && !late) return
  throw new DomainError('request_closed', `Request ${requestNo} is closed.`, {
    fix: 'Open a new request: the person may ask again at any time.',
  })
}

async function compose(
  deps: Deps,
  file: DisclosureFile,
  { letter, docNo, issuedOn }: { letter: PostedLetter; docNo: string; issuedOn: CalendarDate },
): Promise<LetterDocument> {
  const { clock, operator, stores } = deps
  const answer = await stores.disclosures.findExtractOf(file.requestNo)
  const context = { clock, operator, file, issuedOn, extractDocNo: answer?.docNo }
  return {
    kind: letter.kind,
    ...letterBase(operator, file, { docNo, issuedOn }),
    ...letterContent(context, letter),
  }
}

async function drawAndStore(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  {
    file,
    document,
    number,
  }: {
    file: DisclosureFile
    document: LetterDocument
    number: Pick<StoredLetter, 'letterNo' | 'seriesYear' | 'seriesNumber'>
  },
): Promise<StoredLetter> {
  const { clock, printer, stores } = deps
  const { letterNo } = number
  const { kind, docNo } = document
  const { requestNo } = file
  const issuedAt = clock()
  await refuseMissingGlyphs(deps, document)
  const draw = (edition: Edition) => printer.printLetter({ document, edition }, issuedAt)
  const pdf = await draw('ja')
  const translation = file.request.translation
  const editions: [Edition, Uint8Array][] = [
    ['ja', pdf],
    ...(translation ? [[translation, await draw(translation)] as [Edition, Uint8Array]] : []),
  ]
  const letter: StoredLetter = {
    ...number,
    requestNo,
    kind,
    docNo,
    issuedAt,
    issuedBy: caller.actor,
    sha256: await digestBytes(pdf),
  }
  await stores.commit([
    stores.letters.insert(letter),
    ...editions.flatMap(([edition, bytes]) => sealLetter(deps, { letterNo, edition, pdf: bytes })),
    ...writeSteps(deps, caller, file, {
      steps: [{ kind: 'letter_issued', detail: { letter_no: letterNo, kind } }],
      audit: { kind: 'letter.issued', detail: { letter_no: letterNo, kind } },
    }),
  ])
  return letter
}
