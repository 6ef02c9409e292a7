// /requests/:no/draft: the answer looked at before it is issued, issued, and downloaded afterwards.

import { z } from 'zod'
import { DomainError, type ErrorCode, notFound } from '../../domain/domain-error.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import { EXTRACT_PARTS } from '../../usecases/disclosure-ports.ts'
import { issueExtract } from '../../usecases/issue-extract.ts'
import { EDITIONS } from '../../usecases/letter-document.ts'
import type { Deps } from '../../usecases/ports.ts'
import { type ExaminedDraft, examineDraft, previewExtract } from '../../usecases/preview-extract.ts'
import { readExtract } from '../../usecases/read-extract.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { ApprovalGate, type ApprovalNeed, approvalFor, isApproved } from '../approval-gate.tsx'
import { Definitions, EmptyState, Notice } from '../components.tsx'
import { ERROR_WORDS } from '../error-words.ts'
import { Actions, Checks, Faults, Form } from '../form-parts.tsx'
import { checkForm, EMPTY_FORM, type Unsent } from '../forms.ts'
import { attemptPointed } from '../pointed-faults.ts'
import { requestWords } from '../request-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { draftWords } from './request-draft-words.ts'
import { fileResponse } from './request-file.ts'
import { openWork, requestNoOf, requestPage } from './request-frame.tsx'
import { GapNotice } from './request-gap-notice.tsx'
import { listOf, textOf } from './request-intake-body.ts'
import { Issued, MissingGlyphs } from './request-issued.tsx'
import { pathOf } from './request-side.tsx'

const fileSchema = z.strictObject({
  volume: z.coerce.number().int().min(1).max(10_000).default(1),
  edition: z.enum(EDITIONS).default('ja'),
})

export function draftPages(shell: Shell, deps: Deps) {
  const people = { roles: READERS, people: true }
  shell.get('/requests/:no/draft', people, async visit =>
    showDraft(deps, visit, await openWork(deps, visit)),
  )
  shell.get('/requests/:no/draft.pdf', people, async visit => {
    const requestNo = requestNoOf(visit)
    const pdf = await previewExtract(deps, visit.caller, { requestNo, ...fileOf(visit) })
    const mediaType = 'application/pdf'
    return fileResponse({ bytes: pdf, mediaType, fileName: `draft_${requestNo}.pdf`, inline: true })
  })
  shell.post('/requests/:no/draft', OFFICERS, async visit => {
    const work = await openWork(deps, visit)
    const values = await visit.values()
    const substitutes = listOf(values.substitutes)
    // What was not looked at is not issued: a form without the field is stale.
    const seen = textOf(values.seen) ?? ''
    const fields: Partial<Record<ErrorCode, string>> = {
      changed_meanwhile: 'form',
      glyph_missing: 'substitutes',
      approval_needed: 'form',
      signing_unavailable: 'form',
      extract_too_large: 'form',
      outcome_does_not_fit: 'form',
      release_missing: 'form',
      letterhead_missing: 'form',
    }
    const requestNo = requestNoOf(visit)
    const fieldOf = () => 'substitutes'
    const issued = await attemptPointed(visit, { fieldOf, fields }, () =>
      issueExtract(deps, visit.caller, { requestNo, substitutes, seen }),
    )
    if (!issued.ok) return showDraft(deps, visit, work, issued)
    return visit.seeOther(pathOf(work, 'draft'), { done: 'issued' })
  })
  shell.get('/requests/:no/extract/:part', people, async visit => {
    const part = EXTRACT_PARTS.find(one => one === visit.c.req.param('part'))
    const extract = await deps.stores.disclosures.findExtractOf(requestNoOf(visit))
    if (!part || !extract) throw notFound()
    const { extractNo } = extract
    const how = { extractNo, part, ...fileOf(visit) }
    return fileResponse(await readExtract(deps, visit.caller, how))
  })
}

function fileOf(visit: Visit) {
  const checked = checkForm(fileSchema, visit.c.req.query(), { language: visit.language })
  if (!checked.ok) throw notFound()
  return checked.data
}

/** The draft, or why there is none yet. */
type Examined = { draft: ExaminedDraft } | { refused: ErrorCode }

async function examine(deps: Deps, requestNo: string): Promise<Examined> {
  try {
    return { draft: await examineDraft(deps, requestNo) }
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'not_found') return { refused: error.code }
    throw error
  }
}

async function showDraft(
  deps: Deps,
  visit: Visit,
  work: RequestWork,
  form: Unsent = EMPTY_FORM,
): Promise<Response> {
  const t = visit.say(draftWords)
  const { view } = work
  const head = { title: view.extract ? t.issued : t.title, faults: form.faults }
  if (view.extract) {
    const content = <Issued visit={visit} work={work} />
    return requestPage(visit, work, { ...head, at: 'issue' }, content)
  }
  const examined = await examine(deps, requestNoOf(visit))
  const act = { kind: 'extract', subject: view.request_no } as const
  const gate = 'draft' in examined ? await approvalFor(deps, visit.caller, act) : undefined
  return requestPage(
    visit,
    work,
    { ...head, at: 'draft' },
    <>
      <Faults visit={visit} form={form} />
      {'refused' in examined ? (
        <Refused visit={visit} work={work} code={examined.refused} />
      ) : (
        <Draft visit={visit} work={work} draft={examined.draft} form={form} gate={gate} />
      )}
    </>,
  )
}

/** Where to go, for what stands in the way. */
const WAYS: Partial<Record<ErrorCode, string>> = {
  not_decided: 'decision',
  outcome_does_not_fit: 'decision',
  release_missing: 'decision',
  identity_not_verified: 'identity',
}

function Refused({ visit, work, code }: { visit: Visit; work: RequestWork; code: ErrorCode }) {
  const t = visit.say(draftWords)
  const outcome = work.view.decision?.outcome
  const isLetter = outcome === 'not_accepted' || outcome === 'withdrawn'
  const place = isLetter ? 'letters' : WAYS[code]
  return (
    <EmptyState title={t.none}>
      <p>{isLetter ? t.byLetter : ERROR_WORDS[code][visit.language]}</p>
      {place === undefined ? null : (
        <p>
          <a href={pathOf(work, place)}>{t.go}</a>
        </p>
      )}
    </EmptyState>
  )
}

interface DraftProps {
  visit: Visit
  work: RequestWork
  draft: ExaminedDraft
  form: Unsent
  gate: ApprovalNeed | undefined
}

function Draft({ visit, work, draft, form, gate }: DraftProps) {
  const t = visit.say(draftWords)
  const { outcomes } = visit.say(requestWords)
  const files = draft.editions.flatMap(edition =>
    Array.from({ length: draft.volumes }, (_, n) => ({ edition, volume: n + 1 })),
  )
  const { outcome } = work.view.decision ?? {}
  return (
    <>
      <Definitions
        of={[
          [t.outcome, outcome ? outcomes[outcome] : ''],
          [t.rows, t.rowsOf(draft.provided, draft.received)],
        ]}
      />
      <p class="actions">
        {files.map(({ edition, volume }) => (
          <a
            class="button second"
            href={`${pathOf(work, 'draft.pdf')}?volume=${volume}&edition=${edition}`}
            target="_blank"
            rel="noopener"
          >
            {t.look(t.editions[edition], draft.volumes > 1 ? volume : undefined)}
          </a>
        ))}
      </p>
      <p class="muted">{t.lookHint}</p>
      <GapNotice visit={visit} of={draft.withGaps} />
      <MissingGlyphs visit={visit} places={draft.missing} lead={t.missingLead} />
      {visit.is(...OFFICERS) ? (
        <>
          <h2>{t.issue}</h2>
          <ApprovalGate visit={visit} of={gate} />
          {isApproved(gate) ? (
            <IssueForm visit={visit} work={work} draft={draft} form={form} />
          ) : null}
        </>
      ) : null}
    </>
  )
}

function IssueForm({ visit, work, draft, form }: Omit<DraftProps, 'gate'>) {
  const t = visit.say(draftWords)
  const missing = [...new Set(draft.missing.flatMap(({ codePoints }) => codePoints))]
  return (
    <>
      <Notice kind="warn">{t.issueLead}</Notice>
      <Form visit={visit} action={pathOf(work, 'draft')}>
        <input type="hidden" name="seen" value={draft.seen} />
        {missing.length > 0 ? (
          <Checks
            visit={visit}
            form={form}
            name="substitutes"
            label={t.substitutes}
            hint={t.substitutesHint}
            choices={missing.map(value => ({ value, label: t.substitute(value) }))}
          />
        ) : null}
        <Actions visit={visit}>
          <button type="submit">{t.send}</button>
        </Actions>
        <p class="muted">{t.takesAWhile}</p>
      </Form>
    </>
  )
}
