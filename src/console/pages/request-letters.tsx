// /requests/:no/letters: the letters of the procedure, each written with a form of its own, listed, downloaded.

import { notFound } from '../../domain/domain-error.ts'
import { letterSchema } from '../../domain/letter-schema.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import type { GlyphPlace } from '../../usecases/extract-glyphs.ts'
import { issueLetter } from '../../usecases/issue-letter.ts'
import { EDITIONS, PROCEDURE_KINDS, type ProcedureKind } from '../../usecases/letter-document.ts'
import type { Deps } from '../../usecases/ports.ts'
import { findLetter, type IssuedLetter, readLetter } from '../../usecases/read-letter.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { EmptyState, Instant } from '../components.tsx'
import { Actions, Faults, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { type List, Listing, listFile, pagesOf } from '../lists.tsx'
import { attemptPointed, checkBody } from '../pointed-faults.ts'
import { requestWords } from '../request-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { fileResponse } from './request-file.ts'
import { openWork, requestNoOf, requestPage } from './request-frame.tsx'
import { MissingGlyphs, missingIn } from './request-issued.tsx'
import { firstOf, kindOf, LETTER_PARTS, letterBody, letterField } from './request-letter-body.ts'
import { LetterFields } from './request-letter-fields.tsx'
import { letterWords } from './request-letters-words.ts'
import { pathOf } from './request-side.tsx'

export function letterPages(shell: Shell, deps: Deps) {
  const people = { roles: READERS, people: true }
  shell.get('/requests/:no/letters', people, async visit =>
    showLetters(visit, await openWork(deps, visit)),
  )
  shell.get('/requests/:no/letters.csv', people, async visit =>
    listFile(writtenIn(visit, await openWork(deps, visit))),
  )
  shell.get('/requests/:no/letters/:letter/pdf', people, async visit => {
    const letterNo = Number(visit.c.req.param('letter'))
    const edition = EDITIONS.find(one => one === (visit.c.req.query('edition') ?? 'ja'))
    if (!Number.isSafeInteger(letterNo) || !edition) throw notFound()
    const { requestNo } = await findLetter(deps, letterNo)
    if (requestNo !== requestNoOf(visit)) throw notFound()
    const { bytes, fileName } = await readLetter(deps, visit.caller, { letterNo, edition })
    return fileResponse({ bytes, mediaType: 'application/pdf', fileName })
  })
  shell.get('/requests/:no/letters/:kind', OFFICERS, async visit => {
    const kind = kindOf(visit.c.req.param('kind'))
    if (!kind) throw notFound()
    return showNew(visit, await openWork(deps, visit), kind)
  })
  shell.post('/requests/:no/letters/:kind', OFFICERS, async visit => {
    const kind = kindOf(visit.c.req.param('kind'))
    if (!kind) throw notFound()
    const work = await openWork(deps, visit)
    const values = await visit.values()
    const body = letterBody(kind, values, deps.operator)
    const how = { schema: letterSchema, fieldOf: letterField }
    const form = await checkBody(visit, body, how)
    if (!form.ok) return showNew(visit, work, kind, form)
    const fields = {
      letter_does_not_fit: 'form',
      letterhead_missing: 'form',
      glyph_missing: 'form',
      request_closed: 'form',
      signing_unavailable: 'form',
    }
    const requestNo = requestNoOf(visit)
    let missing: GlyphPlace[] = []
    const issued = await attemptPointed(visit, { fieldOf: letterField, fields }, () =>
      issueLetter(deps, visit.caller, { requestNo, letter: form.data }).catch(error => {
        missing = missingIn(error)
        throw error
      }),
    )
    if (!issued.ok) return showNew(visit, work, kind, { ...issued, missing })
    return visit.seeOther(pathOf(work, 'letters'), { done: 'letter' })
  })
}

function showLetters(visit: Visit, work: RequestWork) {
  const t = visit.say(letterWords)
  const { letters } = visit.say(requestWords)
  const canWrite = visit.is(...OFFICERS) && work.view.redacted_at === null
  return requestPage(
    visit,
    work,
    { title: t.title },
    <>
      <h2>{t.written}</h2>
      <Listing visit={visit} list={writtenIn(visit, work)} />
      {canWrite ? (
        <>
          <h2>{t.write}</h2>
          <ul class="files">
            {PROCEDURE_KINDS.map(kind => (
              <li>
                <Kind visit={visit} work={work} kind={kind} label={letters[kind]} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>,
  )
}

function writtenIn(visit: Visit, work: RequestWork): List<IssuedLetter> {
  const t = visit.say(letterWords)
  const { letters } = visit.say(requestWords)
  const path = (one: IssuedLetter) => pathOf(work, `letters/${one.letter_no}/pdf`)
  const key = (one: IssuedLetter) => String(one.letter_no)
  return {
    caption: t.written,
    csv: pathOf(work, 'letters.csv'),
    empty: (
      <EmptyState title={t.none}>
        {work.view.status === 'closed' ? null : <p>{t.noneHint}</p>}
      </EmptyState>
    ),
    key,
    read: pagesOf(work.letters, key),
    columns: [
      { head: t.kind, text: one => letters[one.kind] },
      { head: t.docNo, text: one => one.doc_no },
      {
        head: t.at,
        text: one => visit.instant(one.issued_at),
        cell: one => <Instant visit={visit} at={one.issued_at} />,
      },
      {
        head: t.download,
        cell: one =>
          work.view.redacted_at ? (
            t.gone
          ) : (
            <>
              <a href={path(one)}>PDF</a>{' '}
              {work.view.translation ? <a href={`${path(one)}?edition=en`}>{t.english}</a> : null}
            </>
          ),
      },
    ],
  }
}

/** A kind that fits now is a link; of another one it is said what comes first. */
function Kind(props: { visit: Visit; work: RequestWork; kind: ProcedureKind; label: string }) {
  const { visit, work, kind, label } = props
  const t = visit.say(letterWords)
  const first = firstOf(kind, work)
  if (first === undefined) return <a href={pathOf(work, `letters/${kind}`)}>{label}</a>
  return (
    <span class="muted">
      {label} {first === 'closed' ? t.tooLate : (t.first[first] ?? '')}
    </span>
  )
}

function showNew(
  visit: Visit,
  work: RequestWork,
  kind: ProcedureKind,
  form: Unsent & { missing?: readonly GlyphPlace[] } = EMPTY_FORM,
) {
  const t = visit.say(letterWords)
  const { letters } = visit.say(requestWords)
  const first = firstOf(kind, work)
  return requestPage(
    visit,
    work,
    { title: letters[kind], faults: form.faults },
    <>
      <Faults visit={visit} form={form} />
      <MissingGlyphs visit={visit} places={form.missing ?? []} lead={t.missingLead} />
      {first === undefined ? (
        <Form visit={visit} action={pathOf(work, `letters/${kind}`)} once>
          <p>{t.leads[kind]}</p>
          {LETTER_PARTS[kind].map(part => (
            <LetterFields visit={visit} work={work} form={form} part={part} kind={kind} />
          ))}
          <Actions visit={visit} cancel={pathOf(work, 'letters')}>
            <button type="submit">{t.send}</button>
          </Actions>
        </Form>
      ) : (
        <EmptyState title={first === 'closed' ? t.tooLate : (t.first[first] ?? '')}>
          <p>
            <a href={pathOf(work, first === 'closed' ? 'letters' : first)}>{t.go}</a>
          </p>
        </EmptyState>
      )}
    </>,
  )
}
