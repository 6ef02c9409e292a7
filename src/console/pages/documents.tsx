// /documents: the papers by name, how each looks, whether the templates can be printed, and the forms.

import { z } from 'zod'
import { notFound } from '../../domain/domain-error.ts'
import { ROLES } from '../../domain/role.ts'
import { drawForm } from '../../usecases/draw-form.ts'
import { EDITIONS, type Edition, FORM_KINDS } from '../../usecases/letter-document.ts'
import { checkPapers, lastPaperCheck, previewPaper } from '../../usecases/look-at-papers.ts'
import type { PaperName } from '../../usecases/paper-ports.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Notice, Table } from '../components.tsx'
import type { Shell } from '../shell.tsx'
import { faultInWords } from '../template-fault-words.ts'
import type { Visit } from '../visit.tsx'
import { documentWords } from './documents-words.ts'
import { fileResponse } from './request-file.ts'

const editionSchema = z.enum(EDITIONS).default('ja')
const formSchema = z.enum(FORM_KINDS)
const PDF = 'application/pdf'

export function documentPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/documents', label: { ja: '文書', en: 'Documents' }, roles: ROLES })

  shell.get('/documents', ROLES, visit => showPapers(deps, visit))
  shell.get('/documents/check', ROLES, visit => showCheck(deps, visit))
  shell.get('/documents/papers/:name', ROLES, async visit => {
    const name = visit.c.req.param('name') ?? ''
    const edition = editionOf(visit)
    const bytes = await previewPaper(deps, { name, edition })
    const fileName = `sample_${name}_${edition}.pdf`
    return fileResponse({ bytes, mediaType: PDF, fileName, inline: true })
  })
  shell.get('/documents/forms/:name', ROLES, async visit => {
    const kind = formSchema.safeParse(visit.c.req.param('name'))
    if (!kind.success) throw notFound()
    const edition = editionOf(visit)
    const bytes = await drawForm(deps, kind.data, edition)
    return fileResponse({ bytes, mediaType: PDF, fileName: `${kind.data}_${edition}.pdf` })
  })
}

function editionOf(visit: Visit): Edition {
  const edition = editionSchema.safeParse(visit.c.req.query('edition'))
  if (!edition.success) throw notFound()
  return edition.data
}

const isForm = ({ name }: PaperName) =>
  (FORM_KINDS as readonly string[]).includes(name.replaceAll('-', '_'))

async function showPapers(deps: Deps, visit: Visit) {
  const t = visit.say(documentWords)
  const papers = await deps.papers.listPapers()
  const checked = await lastPaperCheck(deps)
  return visit.page(
    { title: t.title },
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <h2>{t.check}</h2>
      <p>{checked ? t.lastCheck(visit.instant(checked.at), checked.faults) : t.neverChecked}</p>
      <p>
        <a class="button" href="/documents/check">
          {t.doCheck}
        </a>
      </p>
      <h2>{t.forms}</h2>
      <p>{t.formsLead}</p>
      <PaperTable
        visit={visit}
        caption={t.forms}
        papers={papers.filter(isForm)}
        link={(name, edition) => `/documents/forms/${name.replaceAll('-', '_')}?edition=${edition}`}
        label={t.downloadOf}
      />
      <h2>{t.papers}</h2>
      <p class="muted">{t.how}</p>
      <PaperTable
        visit={visit}
        caption={t.papers}
        papers={papers}
        link={(name, edition) => `/documents/papers/${name}?edition=${edition}`}
        label={t.previewOf}
      />
    </>,
  )
}

function PaperTable(props: {
  visit: Visit
  caption: string
  papers: readonly PaperName[]
  link: (name: string, edition: Edition) => string
  label: (title: string, edition: string) => string
}) {
  const { visit, caption, papers, link, label } = props
  const t = visit.say(documentWords)
  return (
    <Table
      caption={caption}
      hideCaption
      rows={papers}
      columns={[
        { head: t.paper, cell: ({ titles }) => titles[visit.language] },
        ...EDITIONS.map(edition => ({
          head: t[edition],
          cell: ({ name, titles }: PaperName) => (
            <a href={link(name, edition)} aria-label={label(titles[visit.language], t[edition])}>
              PDF
            </a>
          ),
        })),
      ]}
    />
  )
}

async function showCheck(deps: Deps, visit: Visit) {
  const t = visit.say(documentWords)
  const faults = await checkPapers(deps, visit.caller)
  return visit.page(
    { title: t.checkTitle },
    <>
      <h1>{t.checkTitle}</h1>
      {faults.length === 0 ? (
        <Notice kind="ok">{t.fine}</Notice>
      ) : (
        <>
          <Notice kind="danger">{t.faults(faults.length)}</Notice>
          <Table
            caption={t.checkTitle}
            hideCaption
            rows={faults}
            columns={[
              { head: t.file, cell: one => <code>{one.file}</code> },
              { head: t.place, cell: one => (one.path ? <code>{one.path}</code> : t.whole) },
              { head: t.fault, cell: one => faultInWords(one, visit.language) },
            ]}
          />
        </>
      )}
      <p>
        <a href="/documents">{t.back}</a>
      </p>
    </>,
  )
}
