// What was issued, with its files; and the characters that no font has, with their places.

import { DomainError } from '../../domain/domain-error.ts'
import { OFFICERS } from '../../domain/role.ts'
import type { GlyphPlace } from '../../usecases/extract-glyphs.ts'
import type { Edition } from '../../usecases/letter-document.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Definitions, Instant, Notice, Table } from '../components.tsx'
import type { Visit } from '../visit.tsx'
import { draftWords } from './request-draft-words.ts'
import { pathOf } from './request-side.tsx'

interface IssuedFile {
  volume: number
  edition: Edition
  sha256: string
}

export function Issued({ visit, work }: { visit: Visit; work: RequestWork }) {
  const t = visit.say(draftWords)
  const { extract, redacted_at, status } = work.view
  if (!extract) return null
  const volumes = extract.volumes ?? [{ volume: 1, sha256: extract.sha256 }]
  const files: IssuedFile[] =
    extract.editions ?? volumes.map(one => ({ ...one, edition: 'ja' as const }))
  const path = (part: string, { volume, edition }: Pick<IssuedFile, 'volume' | 'edition'>) =>
    `${pathOf(work, `extract/${part}`)}?volume=${volume}&edition=${edition}`
  return (
    <>
      <Definitions
        of={[
          [t.docNo, extract.doc_no],
          [t.issuedAt, <Instant visit={visit} at={extract.issued_at} />],
        ]}
      />
      {redacted_at ? (
        <Notice>{t.gone}</Notice>
      ) : (
        <Table
          caption={t.files}
          rows={files}
          columns={[
            {
              head: t.file,
              cell: one =>
                t.fileOf(t.editions[one.edition], volumes.length > 1 ? one.volume : undefined),
            },
            {
              head: t.download,
              cell: one => (
                <>
                  <a href={path('pdf', one)}>PDF</a>{' '}
                  {one.edition === 'ja' ? (
                    <>
                      <a href={path('csv', one)}>CSV</a> <a href={path('json', one)}>JSON</a>
                    </>
                  ) : null}
                </>
              ),
            },
            { head: t.sha256, cell: one => <code>{one.sha256}</code> },
          ]}
        />
      )}
      {redacted_at ? null : (
        <p>
          <a href={path('manifest', { volume: 1, edition: 'ja' })}>{t.manifest}</a>
        </p>
      )}
      {visit.is(...OFFICERS) && status !== 'closed' ? (
        <p>
          <a class="button" href={pathOf(work, 'delivery')}>
            {t.toDelivery}
          </a>
        </p>
      ) : null}
    </>
  )
}

/** Of a refusal to print: where what cannot be printed stands. */
export const missingIn = (error: unknown): GlyphPlace[] =>
  error instanceof DomainError && error.code === 'glyph_missing'
    ? (error.members.missing as GlyphPlace[])
    : []

/** @param lead what can be done about it on this page. */
export function MissingGlyphs(props: {
  visit: Visit
  places: readonly GlyphPlace[]
  lead: string
}) {
  const { visit, places, lead } = props
  const t = visit.say(draftWords)
  if (places.length === 0) return null
  return (
    <>
      <Notice kind="warn">{lead}</Notice>
      <Table
        caption={t.missing}
        rows={places}
        columns={[
          { head: t.character, cell: one => one.codePoints.map(characterOf).join(' ') },
          { head: t.codePoint, cell: one => <code>{one.codePoints.join(' ')}</code> },
          {
            head: t.place,
            cell: one => (
              <>
                {t.sources[one.source]}{' '}
                {one.lines?.map(({ record_no, line }) => (
                  <a href={`/records/${record_no}`}>{t.line(record_no, line)} </a>
                ))}
              </>
            ),
          },
          { head: t.mend, cell: one => t.mends[one.source] },
        ]}
      />
    </>
  )
}

/** `U+8FBB U+E0100` → the character, as far as the screen's fonts have it. */
const characterOf = (name: string) =>
  String.fromCodePoint(...name.split(' ').map(one => Number.parseInt(one.slice(2), 16)))
